import type { Context } from '../context.ts';
import { RecordChanged } from '../table.ts';

const ATTEMPTS = 6;
const BACKOFF_MS = 25;

/**
 * Does a write that is true whatever else has changed: it reads and writes anew when somebody else wrote first, with
 * full jitter.
 * @throws RecordChanged when others keep being quicker
 */
export async function writtenAnew<T>(context: Context, write: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await write();
    } catch (error) {
      if (!(error instanceof RecordChanged) || attempt === ATTEMPTS) throw error;
      await context.clock.sleep(context.ids.random() * BACKOFF_MS * 2 ** attempt);
    }
  }
}
