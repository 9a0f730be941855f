import type { ComponentChildren } from 'preact';
import type { Polled } from '../api/poll.ts';

interface SeenProps<T> {
  readonly of: Polled<T>;
  readonly children: (value: T) => ComponentChildren;
}

/** Shows what was seen last, and says so where it could not be seen again. */
export function Seen<T>({ of: { value, failed }, children }: SeenProps<T>) {
  return (
    <>
      {failed !== undefined && (
        <p class="problem" role="alert">
          {failed}
          {value !== undefined && ' What is shown was seen before.'}
        </p>
      )}
      {value !== undefined ? children(value) : failed === undefined && <p class="quiet">Loading…</p>}
    </>
  );
}
