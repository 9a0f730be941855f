import type { CancellationReason, TransactWriteItem } from '@aws-sdk/client-dynamodb';
import {
  type EngineError,
  engine,
  type Operation,
  type ParsedRequest,
  parse,
  perform,
  type Store,
  type StoredTable,
} from './engine.ts';
import { errorName, exception } from './exceptions.ts';
import { readItem, readTable, StagedStore } from './staged-store.ts';
import { itemFromStored, toStored } from './wire-values.ts';

const MAX_OPERATIONS = 100;

const OPERATIONS = {
  ConditionCheck: 'DeleteItem',
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
} as const satisfies Record<keyof TransactWriteItem, Operation>;

/** One operation of a transaction, parsed. */
interface Step {
  readonly kind: keyof typeof OPERATIONS;
  readonly request: ParsedRequest;
  readonly table: StoredTable;
  readonly returnOld: boolean;
}

/**
 * Carries out all operations of a transaction, or none.
 * @throws ValidationException for a malformed request, TransactionCanceledException with one reason an operation
 */
export async function transactWrite(store: Store, items: readonly TransactWriteItem[]): Promise<void> {
  refuseCount(items.length);
  const steps = await Promise.all(items.map((item) => parseStep(store, item)));
  const staged = new StagedStore(store);
  refuseDuplicates(steps);
  const reasons: CancellationReason[] = [];
  for (const step of steps) reasons.push(await stage(store, staged, step));
  if (reasons.some(({ Code }) => Code !== 'None')) throw cancelled(reasons);
  await staged.commit();
}

/** @throws ValidationException for a transaction without or with too many operations */
export function refuseCount(count: number): void {
  if (count >= 1 && count <= MAX_OPERATIONS) return;
  const limit = count === 0 ? 'greater than or equal to 1' : `less than or equal to ${MAX_OPERATIONS}`;
  throw engine.validationError(
    `1 validation error detected: Value at 'transactItems' failed to satisfy constraint: Member must have length ${limit}`,
  );
}

async function parseStep(store: Store, item: TransactWriteItem): Promise<Step> {
  const [operation, second] = Object.entries(item).filter(([, request]) => request !== undefined);
  if (!operation || second)
    throw engine.validationError('TransactItems can only contain one of Check, Put, Update or Delete');
  const kind = operation[0] as Step['kind'];
  const { ReturnValuesOnConditionCheckFailure, ...rest } = operation[1];
  const request = parse(store, OPERATIONS[kind], toStored(rest));
  const table = await readTable(store, request.TableName);
  return { kind, request, table, returnOld: ReturnValuesOnConditionCheckFailure === 'ALL_OLD' };
}

function refuseDuplicates(steps: readonly Step[]): void {
  const seen = new Set<string>();
  for (const { request, table } of steps) {
    if (invalidKey(request, table)) continue;
    const id = `${table.TableName}~${keyOf(request, table)}`;
    if (seen.has(id))
      throw engine.validationError('Transaction request cannot include multiple operations on one item');
    seen.add(id);
  }
}

/** Runs one operation against the staged store; a failure becomes its reason. */
async function stage(store: Store, staged: StagedStore, step: Step): Promise<CancellationReason> {
  try {
    if (step.kind === 'ConditionCheck') await checkCondition(store, step);
    else await perform(staged, OPERATIONS[step.kind], step.request);
    return { Code: 'None' };
  } catch (error) {
    const name = errorName(error as EngineError);
    const Message = (error as EngineError).body?.message ?? '';
    if (name === 'ValidationException') return { Code: 'ValidationError', Message };
    if (name !== 'ConditionalCheckFailedException') throw error;
    const old = step.returnOld ? await readStep(store, step) : undefined;
    return { Code: 'ConditionalCheckFailed', Message, ...(old ? { Item: old as never } : {}) };
  }
}

async function checkCondition(store: Store, { request, table }: Step): Promise<void> {
  const invalid = invalidKey(request, table);
  if (invalid) throw invalid;
  const existing = await readItem(store, table.TableName, keyOf(request, table));
  const failed = engine.checkConditional(request, existing);
  if (failed) throw failed;
}

async function readStep(store: Store, { request, table }: Step): Promise<object | undefined> {
  const item = await readItem(store, table.TableName, keyOf(request, table));
  return item && itemFromStored(item);
}

function invalidKey({ Item, Key }: ParsedRequest, table: StoredTable): EngineError | undefined {
  return Item ? engine.validateItem(Item, table) : engine.validateKey(Key ?? {}, table);
}

function keyOf({ Item, Key }: ParsedRequest, table: StoredTable): string {
  return engine.createKey(Item ?? Key ?? {}, table);
}

function cancelled(CancellationReasons: readonly CancellationReason[]): Error {
  const codes = CancellationReasons.map(({ Code }) => Code).join(', ');
  return exception(
    'TransactionCanceledException',
    `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
    { CancellationReasons },
  );
}
