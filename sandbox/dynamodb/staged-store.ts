import {
  type ActionStore,
  type BatchOperation,
  type Callback,
  type ItemDb,
  promised,
  type Store,
  type StoredTable,
  type WireItem,
} from './engine.ts';

/**
 * A view of the store that reads through and keeps writes back, so that the engine's own operations can be run
 * for several items before anything is changed. What they wrote is then one atomic batch: items and index
 * entries together, where the engine alone would write them one after the other.
 */
export class StagedStore implements ActionStore {
  readonly options: object;
  readonly operations: BatchOperation[] = [];
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
    this.options = store.options;
  }

  getTable(name: string, callback: Callback<StoredTable>): void {
    this.#store.getTable(name, callback);
  }

  getItemDb(table: string): ItemDb {
    return {
      // Writers are already serialised by the service, so that the engine's lock per item has nothing to do.
      lock: (_key, enter) => enter((callback) => callback),
      get: (key, callback) => this.#store.getItemDb(table).get(key, callback),
      ...this.#writer(itemPrefix(table)),
    };
  }

  getIndexDb(kind: string, table: string, index: string): Pick<ItemDb, 'put' | 'del'> {
    return this.#writer(`index-${kind.toLowerCase()}~${table}~${index}~`);
  }

  /** Makes everything that was staged true at once. */
  async commit(): Promise<void> {
    if (this.operations.length > 0) await this.#store.db.batch(this.operations);
  }

  #writer(prefix: string): Pick<ItemDb, 'put' | 'del'> {
    return {
      put: (key, value, callback) => {
        this.operations.push({ type: 'put', key: prefix + key, value: structuredClone({ ...value }) });
        callback(null);
      },
      del: (key, callback) => {
        this.operations.push({ type: 'del', key: prefix + key });
        callback(null);
      },
    };
  }
}

/** Prefix of the keys under which the engine keeps a table's items. */
export function itemPrefix(table: string): string {
  return `item-${table}~`;
}

/** The stored item under a key of the engine. */
export function readItem(store: Store, table: string, key: string): Promise<WireItem | undefined> {
  return promised((callback) => store.getItemDb(table).get(key, callback));
}

/**
 * The description of a table.
 * @throws EngineError with ResourceNotFoundException
 */
export function readTable(store: Store, table: string): Promise<StoredTable> {
  return promised((callback) => store.getTable(table, callback));
}
