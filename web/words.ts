/** Words of the API as people read them: `AWAITING_APPROVAL` is `awaiting approval`. */
export function legible(word: string): string {
  return word.toLowerCase().replaceAll('_', ' ');
}

/** `0.9987` is `99.87%`; nothing where nothing is known. */
export function percent(share: number | undefined | null, digits = 2): string {
  return share === undefined || share === null ? 'no data' : `${Number((share * 100).toFixed(digits))}%`;
}

/** The last part of a caller's name: of a role's session, a token's subject or a key. */
export function shortCaller(name: string): string {
  return name.split(/[/#]/).at(-1) || name;
}

/** Who asked for something, and through what where it was not asked for directly. */
export function asker({ requestedBy, onBehalfOf }: Asking): string {
  const by = shortCaller(requestedBy);
  return onBehalfOf === undefined ? by : `${shortCaller(onBehalfOf)} through ${by}`;
}

interface Asking {
  readonly requestedBy: string;
  readonly onBehalfOf?: string | undefined;
}

/** A figure with at most three digits that count. */
export function figure(value: number): string {
  return String(Number(value.toPrecision(3)));
}

/** Seconds as people say them: `95` is `1 min 35 s`. */
export function duration(seconds: number): string {
  const rounded = Math.round(seconds);
  if (rounded < 60) return `${rounded} s`;
  if (rounded < 3_600) return joined(Math.floor(rounded / 60), 'min', rounded % 60, 's');
  return joined(Math.floor(rounded / 3_600), 'h', Math.floor((rounded % 3_600) / 60), 'min');
}

function joined(large: number, unit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${unit}` : `${large} ${unit} ${small} ${smallUnit}`;
}
