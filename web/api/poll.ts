import { signal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { clock } from '../clock.ts';
import { nextDelay, PACE } from './back-off.ts';

/** What is known of something that is looked at again and again. */
export interface Polled<T> {
  readonly value?: T;
  /** Why the last look failed; the value is then the one before. */
  readonly failed?: string | undefined;
}

/** Grows with everything that a person did here: whatever is looked at is then looked at anew. */
export const stirred = signal(0);

/**
 * Looks at something until the component goes, with back-off, and not while nobody sees the page.
 * @param key what is looked at; another one begins anew
 */
export function usePoll<T>(key: string, ask: () => Promise<T>): Polled<T> {
  const polled = useSignal<Polled<T> & { readonly key: string }>({ key });
  const stirrings = stirred.value;
  useEffect(() => {
    if (polled.peek().key !== key) polled.value = { key };
    return poll(ask, (next) => {
      polled.value = { ...polled.peek(), ...next, key };
    });
  }, [key, stirrings]);
  return polled.value.key === key ? polled.value : {};
}

/** Asks at once and then again and again; the answer ends it. */
function poll<T>(ask: () => Promise<T>, told: (polled: Polled<T>) => void): () => void {
  let known: string | undefined;
  let delay = PACE.least;
  let cancel = () => {};
  let ended = false;
  const came = (how: 'changed' | 'same' | 'failed') => {
    delay = nextDelay(delay, how);
    cancel();
    if (!ended && !document.hidden) cancel = clock.later(delay, look);
  };
  const look = () => {
    ask().then(
      (value) => {
        if (ended) return;
        const text = JSON.stringify(value);
        const how = text === known ? 'same' : 'changed';
        known = text;
        if (how === 'changed') told({ value, failed: undefined });
        came(how);
      },
      (error: Error) => {
        if (ended) return;
        known = undefined;
        told({ failed: error.message });
        came('failed');
      },
    );
  };
  const seen = () => {
    cancel();
    if (!document.hidden) look();
  };
  document.addEventListener('visibilitychange', seen);
  look();
  return () => {
    ended = true;
    cancel();
    document.removeEventListener('visibilitychange', seen);
  };
}
