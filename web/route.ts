import { signal } from '@preact/signals';

/** A place in the page: `#/incidents/inc-7` is the view `incidents` with the item `inc-7`. */
export interface Place {
  readonly view: string;
  readonly item?: string;
}

export function placeOf(hash: string): Place {
  const [, view = '', ...item] = hash.split('/');
  return item.length > 0 ? { view, item: decoded(item.join('/')) } : { view };
}

/** The address of a place, for links. */
export function linkTo(view: string, item?: string): string {
  return item === undefined ? `#/${view}` : `#/${view}/${encodeURIComponent(item)}`;
}

export const place = signal(placeOf(location.hash));

export function followAddress(): void {
  addEventListener('hashchange', () => {
    place.value = placeOf(location.hash);
  });
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
