import { readHead } from '../../audit/store.ts';
import { commit } from '../../commit.ts';
import type { Context } from '../../context.ts';
import { RecordChanged } from '../../table.ts';

const ATTEMPTS = 8;
const BACKOFF_MS = 20;

/**
 * Chains a sentence about the queue. What was delivered cannot be taken back, so a record that somebody else wrote in
 * between is followed, and never a reason to begin anew.
 * @param answer what a repeat with the same idempotency key gets
 */
export async function audit(context: Context, words: string, answer?: unknown): Promise<void> {
  const resource = `dead-letters/${context.environment.deadLetterQueue.split('/').at(-1)}`;
  for (let attempt = 1; ; attempt++) {
    const head = await readHead(context, resource);
    try {
      await commit(context, { resource, head, item: { resource }, words, answer });
      return;
    } catch (collision) {
      if (!(collision instanceof RecordChanged) || attempt === ATTEMPTS) throw collision;
      await context.clock.sleep(context.ids.random() * BACKOFF_MS * 2 ** attempt);
    }
  }
}
