import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** Attribute values as they go over the wire and into the store: binary in base64. */
export type WireValue = Readonly<Record<string, unknown>>;
export type WireItem = Readonly<Record<string, WireValue>>;

/** A request after the engine's validation: parsed expressions are added under names with an underscore. */
export interface ParsedRequest extends Record<string, unknown> {
  readonly TableName: string;
  readonly Item?: WireItem;
  readonly Key?: WireItem;
  readonly KeyConditions?: Readonly<Record<string, { AttributeValueList: readonly WireValue[] }>>;
}

/** Errors of the engine carry the body that DynamoDB would answer. */
export interface EngineError extends Error {
  readonly statusCode?: number;
  readonly body?: { readonly __type: string; readonly message?: string; readonly Message?: string };
}

export type Callback<Result = void> = (error: EngineError | null, result: Result) => void;

/** A table's description as the engine keeps it. */
export interface StoredTable {
  readonly TableName: string;
  readonly [member: string]: unknown;
}

export interface ItemDb {
  lock(key: string, enter: (release: <F>(callback: F) => F) => void): void;
  get(key: string, callback: Callback<WireItem | undefined>): void;
  put(key: string, value: WireItem, callback: Callback): void;
  del(key: string, callback: Callback): void;
}

export type IndexDb = Pick<ItemDb, 'put' | 'del'>;

/** The part of the engine's store that actions on single items use. */
export interface ActionStore {
  readonly options: object;
  getTable(name: string, callback: Callback<StoredTable>): void;
  getItemDb(table: string): ItemDb;
  getIndexDb(kind: string, table: string, index: string): IndexDb;
}

export type BatchOperation =
  | { readonly type: 'put'; readonly key: string; readonly value: WireItem | StoredTable }
  | { readonly type: 'del'; readonly key: string };

export interface Store extends ActionStore {
  readonly db: {
    close(): Promise<void>;
    get(key: string): Promise<unknown>;
    batch(operations: readonly BatchOperation[]): Promise<void>;
    values(range: { gte: string; lt: string }): AsyncIterable<WireItem>;
  };
}

interface Engine {
  create(options: object): Store;
  createKey(item: WireItem, table: StoredTable): string;
  validateKey(key: WireItem, table: StoredTable): EngineError | undefined;
  validateItem(item: WireItem, table: StoredTable): EngineError | undefined;
  validationError(message: string): EngineError;
  checkConditional(request: ParsedRequest, existing: WireItem | undefined): EngineError | null | undefined;
}

interface Validations {
  checkTypes(request: object, types: object): ParsedRequest;
  checkValidations(request: ParsedRequest, types: object, custom: unknown, store: Store): void;
}

type Action = (store: ActionStore, request: ParsedRequest, callback: Callback<object>) => void;

export type Operation = 'GetItem' | 'PutItem' | 'UpdateItem' | 'DeleteItem' | 'Query' | 'BatchGetItem';

/** dynalite's storage and expression modules, without its server. Internals: the version is pinned exactly. */
export const engine = require('dynalite/db') as Engine;
const validations = require('dynalite/validations') as Validations;

/**
 * Validates a request and parses its expressions.
 * @throws EngineError with DynamoDB's ValidationException or SerializationException
 */
export function parse(store: Store, operation: Operation, request: object): ParsedRequest {
  const { types, custom } = require(`dynalite/validations/${lowerFirst(operation)}`) as {
    types: object;
    custom: unknown;
  };
  const parsed = validations.checkTypes(structuredClone(request), types);
  validations.checkValidations(parsed, types, custom, store);
  return parsed;
}

/** Runs one of the engine's own operations on a store. */
export function perform(store: ActionStore, operation: Operation, request: ParsedRequest): Promise<object> {
  const action = require(`dynalite/actions/${lowerFirst(operation)}`) as Action;
  return promised((callback) => action(store, request, callback));
}

/** The result of a function that calls back. */
export function promised<Result>(start: (callback: Callback<Result>) => void): Promise<Result> {
  const { promise, resolve, reject } = Promise.withResolvers<Result>();
  start((error, result) => (error ? reject(error) : resolve(result)));
  return promise;
}

function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
