import { type EngineError, engine, parse, perform, type Store } from './engine.ts';
import { asException, errorName, exception } from './exceptions.ts';
import { readItem, readTable, StagedStore } from './staged-store.ts';
import { itemFromStored, toStored } from './wire-values.ts';

export type WriteOperation = 'PutItem' | 'UpdateItem' | 'DeleteItem';

export interface WriteRequest {
  readonly ReturnValuesOnConditionCheckFailure?: string | undefined;
}

/** Puts, updates or deletes one item, its index entries included, atomically. */
export async function writeItem(
  store: Store,
  operation: WriteOperation,
  request: WriteRequest,
): Promise<object> {
  const staged = new StagedStore(store);
  const parsed = parse(store, operation, toStored(request));
  try {
    const result = (await perform(staged, operation, parsed)) as { Attributes?: object };
    await staged.commit();
    return result.Attributes ? { ...result, Attributes: itemFromStored(result.Attributes) } : result;
  } catch (error) {
    if (errorName(error as EngineError) !== 'ConditionalCheckFailedException') throw error;
    if (request.ReturnValuesOnConditionCheckFailure !== 'ALL_OLD') throw error;
    const table = await readTable(store, parsed.TableName);
    const key = engine.createKey(parsed.Item ?? parsed.Key ?? {}, table);
    const old = await readItem(store, parsed.TableName, key);
    if (!old) throw error;
    const { message } = asException(error) as Error;
    throw exception('ConditionalCheckFailedException', message, { Item: itemFromStored(old) });
  }
}
