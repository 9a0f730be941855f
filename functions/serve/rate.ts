import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { admission } from '../../core/callers/cell-rate.ts';
import { TooManyRequests } from '../../core/errors.ts';
import type { Context } from '../context.ts';
import type { Contract } from '../contract.ts';
import { documentClient, type Key, partition } from '../table.ts';

/** Changes that a caller may ask for in a minute, where the installation does not say. */
const PER_MINUTE = 120;
const ATTEMPTS = 5;

/** What is kept of a caller. */
interface Kept {
  /** See `admission`. */
  readonly due: number;
  /** The minute in which a refusal was last audited. */
  readonly told?: number;
}

/** Thrown to a caller who asks for too much; told in the audit once a minute, or the limit would make records itself. */
export class OverRate extends TooManyRequests {
  override readonly name = 'TooManyRequests';
  readonly audited: boolean;
  constructor(retryAfterSeconds: number, audited: boolean) {
    super(`This caller asks for more changes than the installation takes; again in ${retryAfterSeconds} s.`, {
      retryAfterSeconds,
    });
    this.audited = audited;
  }
}

/**
 * Counts an attempt to change something against its caller's allowance: one conditional write, two where the caller was
 * busy a moment ago. Reads have the throttle of their route, and machines and signed deliveries limits of their own.
 * @throws OverRate
 */
export async function countChange(context: Context, contract: Contract): Promise<void> {
  const { caller } = context.call;
  if (contract.risk === 'read' || contract.verifiesCaller || caller.kind === 'machine') return;
  const now = context.clock.now();
  const allowance = { perMinute: context.environment.changesPerMinute ?? PER_MINUTE };
  let before = await keep(context, undefined, { due: now + 60_000 / allowance.perMinute });
  for (let attempt = 1; before !== undefined; attempt++) {
    const told = admission(before.due, now, allowance);
    if (!told.admitted) throw await refusal(context, before, told.retryAfterSeconds);
    if (attempt === ATTEMPTS) throw new OverRate(1, false);
    before = await keep(context, before, { ...before, due: told.due });
  }
}

async function refusal(context: Context, before: Kept, seconds: number): Promise<OverRate> {
  const minute = Math.floor(context.clock.now() / 60_000);
  if (before.told === minute) return new OverRate(seconds, false);
  const first = (await keep(context, before, { ...before, told: minute })) === undefined;
  return new OverRate(seconds, first);
}

/**
 * Writes what is kept if it still is as it was read; without having read anything, if the caller was quiet.
 * @returns what is kept instead
 */
async function keep(context: Context, before: Kept | undefined, after: Kept): Promise<Kept | undefined> {
  const now = context.clock.now();
  const quiet = { ConditionExpression: 'attribute_not_exists(pk) OR due <= :due' };
  const same = { ConditionExpression: 'due = :due' };
  const command = new PutCommand({
    TableName: context.environment.table,
    // Swept once it means nothing any more.
    Item: { ...keyOf(context), ...after, expiresAt: Math.ceil(after.due / 1000) + 120 },
    ...(before ? same : quiet),
    ExpressionAttributeValues: { ':due': before?.due ?? now },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  });
  try {
    await documentClient(context).send(command);
    return undefined;
  } catch (error) {
    const { name, Item } = error as { name?: string; Item?: Readonly<Record<string, { N?: string }>> };
    if (name !== 'ConditionalCheckFailedException') throw error;
    // Swept meanwhile.
    if (Item?.['due']?.N === undefined) return { due: now };
    const told = Item['told']?.N;
    return { due: Number(Item['due'].N), ...(told !== undefined && { told: Number(told) }) };
  }
}

function keyOf(context: Context): Key {
  return { pk: partition(context, 'RATE', context.call.caller.arn), sk: 'CHANGES' };
}
