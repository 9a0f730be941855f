import { signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';

const said = signal('');

/** Tells what changed to those who hear the page. */
export function say(words: string): void {
  said.value = words;
}

/** Where `say` is heard. */
export function Voice() {
  return (
    <p class="voice" role="status" aria-live="polite">
      {said}
    </p>
  );
}

/** Says a state whenever it is another one than before. */
export function useSaid(what: string, state: string | undefined): void {
  const before = useRef<string>();
  useEffect(() => {
    if (state !== undefined && before.current !== undefined && before.current !== state)
      say(`${what} is now ${state.toLowerCase().replaceAll('_', ' ')}.`);
    before.current = state;
  }, [what, state]);
}
