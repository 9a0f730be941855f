import type { Clock } from '../../functions/clock.ts';

export interface Patience {
  /** Milliseconds between two looks. */
  readonly every?: number;
  /** Milliseconds after which it gives up. */
  readonly within: number;
}

/**
 * Waits until `condition` holds, in the clock's own time. It looks often, so a virtual clock cannot jump past the
 * moment: the way to wait for a state that a time-out would end.
 *
 * @throws Error naming `what` when the condition does not hold in time.
 */
export async function until(
  clock: Clock,
  what: string,
  condition: () => boolean | Promise<boolean>,
  { every = 1000, within }: Patience,
): Promise<void> {
  const deadline = clock.now() + within;
  while (!(await condition())) {
    if (clock.now() >= deadline) throw new Error(`${what}: not within ${within} ms.`);
    await clock.sleep(every);
  }
}
