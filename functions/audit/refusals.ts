import { RETENTION_DAYS } from '../../core/audit/retention.ts';
import { digest } from '../../core/canonical.ts';
import type { OperateError } from '../../core/errors.ts';
import { commit } from '../commit.ts';
import type { Context } from '../context.ts';
import { RecordChanged } from '../table.ts';
import { readHead } from './store.ts';

const SHARDS = 16;
const ATTEMPTS = 10;
const BACKOFF_MS = 20;

/**
 * Chains a refused attempt. Refusals have chains of their own, by caller, day and one of a few shards, so that a
 * storm of them never fights with the change they were refused for.
 */
export async function recordRefusal(context: Context, error: OperateError): Promise<void> {
  const day = new Date(context.clock.now()).toISOString().slice(0, 10);
  const shard = Math.floor(context.ids.random() * SHARDS);
  const resource = `refusals/${digest(context.call.caller.arn).slice(0, 16)}/${day}/${shard}`;
  const { idempotencyKey: _unused, ...call } = context.call;
  for (let attempt = 1; ; attempt++) {
    const head = await readHead(context, resource);
    try {
      const item = { resource, caller: call.caller.arn, expiresAt: expiry(context) };
      await commit({ ...context, call }, { resource, head, item, words: error.message, outcome: error.name });
      return;
    } catch (collision) {
      if (!(collision instanceof RecordChanged) || attempt === ATTEMPTS) throw collision;
      await context.clock.sleep(context.ids.random() * BACKOFF_MS * 2 ** attempt);
    }
  }
}

/** The head goes a week after its last record: DynamoDB takes days to sweep, and a chain without head looks cut. */
function expiry({ clock }: Context): number {
  return Math.floor(clock.now() / 1000) + (RETENTION_DAYS + 7) * 86_400;
}
