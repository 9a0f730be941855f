import { UpdateCommand, type UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import { TooManyRequests } from '../../core/errors.ts';
import type { Context } from '../context.ts';
import type { Contract } from '../contract.ts';
import { documentClient, partition } from '../table.ts';

/** Changes that a caller may ask for in a minute, where the installation does not say. */
const PER_MINUTE = 120;
const MINUTE_MS = 60_000;

/** Thrown to a caller who asks for too much; audited once a minute, or the limit would make records itself. */
export class OverRate extends TooManyRequests {
  override readonly name = 'TooManyRequests';
  readonly audited: boolean;
  constructor(limit: number, retryAfterSeconds: number, audited: boolean) {
    super(`At most ${limit} changes a minute are taken of one caller; again in ${retryAfterSeconds} s.`, {
      retryAfterSeconds,
    });
    this.audited = audited;
  }
}

/**
 * Counts an attempt to change something against its caller's allowance of this minute, in one conditional write. Reads
 * have the throttle of their route; machines and signed deliveries have limits of their own.
 * @throws OverRate
 */
export async function countChange(context: Context, contract: Contract): Promise<void> {
  const { caller } = context.call;
  if (contract.risk === 'read' || contract.verifiesCaller || caller.kind === 'machine') return;
  const now = context.clock.now();
  const limit = context.environment.changesPerMinute ?? PER_MINUTE;
  const minute = Math.floor(now / MINUTE_MS);
  const ends = Math.floor(now / 1000) + 180;
  const counted = await written(context, minute, {
    UpdateExpression: 'SET expiresAt = :ends ADD asked :one',
    ConditionExpression: 'attribute_not_exists(asked) OR asked < :limit',
    ExpressionAttributeValues: { ':ends': ends, ':one': 1, ':limit': limit },
  });
  if (counted) return;
  const first = await written(context, minute, {
    UpdateExpression: 'SET told = :yes, expiresAt = :ends',
    ConditionExpression: 'attribute_not_exists(told)',
    ExpressionAttributeValues: { ':yes': true, ':ends': ends },
  });
  throw new OverRate(limit, Math.ceil((MINUTE_MS - (now % MINUTE_MS)) / 1000), first);
}

type Update = Pick<
  UpdateCommandInput,
  'UpdateExpression' | 'ConditionExpression' | 'ExpressionAttributeValues'
>;

/** Whether the condition held, and the caller's item of this minute was therefore written. */
async function written(context: Context, minute: number, update: Update): Promise<boolean> {
  const { environment, call } = context;
  const Key = { pk: partition(context, 'RATE', call.caller.arn), sk: `CHANGES#${minute}` };
  try {
    await documentClient(context).send(new UpdateCommand({ TableName: environment.table, Key, ...update }));
    return true;
  } catch (error) {
    if ((error as Error).name !== 'ConditionalCheckFailedException') throw error;
    return false;
  }
}
