import type { ProviderRuntime } from './custom-resource.ts';

/** As long as Lambda lets it: the first tasks of a service may take minutes to become healthy. */
export const FUNCTION_MINUTES = 15;
/** All waiting of one event ends here; what is left of the function's time is for calls under way and the answer. */
export const EVENT_MINUTES = 13;
const LOOK_MS = 5_000;

/**
 * Looks until nothing is missing, or until the event's time is over.
 * @param missing what is missing, in words that tell the user; undefined when nothing is
 * @throws EventTimeOver with those words
 */
export async function settled(
  { clock, deadline }: Pick<ProviderRuntime, 'clock' | 'deadline'>,
  missing: () => Promise<string | undefined>,
): Promise<void> {
  for (;;) {
    const words = await missing();
    if (words === undefined) return;
    if (clock.now() + LOOK_MS > deadline) throw new EventTimeOver(words);
    await clock.sleep(LOOK_MS);
  }
}

/** The time of one event is over; the next event for the resource goes on from what is there. */
export class EventTimeOver extends Error {
  override readonly name = 'EventTimeOver';
}
