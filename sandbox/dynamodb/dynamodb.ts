import { isDeepStrictEqual } from 'node:util';
import type * as sdk from '@aws-sdk/client-dynamodb';
import { hold } from '../clock/sandbox-clock.ts';
import { Estate } from '../estate/estate.ts';
import type { AccountScope, Command, SandboxService } from '../service.ts';
import { describeTable, listTables } from './describe-commands.ts';
import { engine, type Store } from './engine.ts';
import { asException } from './exceptions.ts';
import { deleteExpired } from './expiry.ts';
import { IdempotencyTokens } from './idempotency-tokens.ts';
import { Mutex } from './mutex.ts';
import { DynamoDBNeeds, type ItemRequest } from './needs.ts';
import { batchGet, read, transactGet } from './reads.ts';
import { type WriteOperation, type WriteRequest, writeItem } from './single-write.ts';
import { describe, type TableDefinition } from './table.ts';
import { transactWrite } from './transaction.ts';

export interface DynamoDBOptions {
  /** Directory of the database; without it, everything is in memory. */
  readonly path?: string;
  /** Tables that are listed and described besides those with items. */
  readonly estate?: Estate;
  /** Expired items stay readable until a sweep, which runs with the first call after so many seconds. */
  readonly sweepSeconds?: number;
}

/** On AWS, items are deleted within a few days of their expiry. */
const SWEEP_SECONDS = 48 * 3600;

/**
 * DynamoDB in one process: dynalite's engine below, and above it what it lacks: transactions with their
 * cancellation reasons, writes that keep item and index entries together, old items in failed conditions, expiry.
 * Writers are serialised, so a TransactionConflict never happens by itself. Index reads are up to date at once.
 */
export class DynamoDB implements SandboxService {
  readonly client = 'DynamoDBClient';
  readonly commands: Readonly<Record<string, Command>>;
  readonly #scope: AccountScope;
  readonly #store: Store;
  readonly #tables = new Map<string, TableDefinition>();
  readonly #writers = new Mutex();
  readonly #tokens: IdempotencyTokens;
  readonly #sweepMs: number;
  #lastSweep: number;

  constructor(
    scope: AccountScope,
    { path, estate = new Estate(), sweepSeconds = SWEEP_SECONDS }: DynamoDBOptions = {},
  ) {
    this.#scope = scope;
    this.#store = engine.create(path === undefined ? {} : { path });
    this.#tokens = new IdempotencyTokens(scope.clock);
    this.#sweepMs = sweepSeconds * 1000;
    this.#lastSweep = scope.clock.now();
    this.commands = {
      ...this.#commands(new DynamoDBNeeds(scope, this.#tables, this.#store)),
      ListTables: listTables(this.#tables, estate) as Command,
      DescribeTable: describeTable(scope, this.#tables, estate) as Command,
    };
  }

  /**
   * Makes a table, or takes up the one of that name that the database already holds.
   * @throws Error when the database holds it with other keys or indexes
   */
  async createTable(definition: TableDefinition): Promise<void> {
    const value = describe(this.#scope, definition);
    const key = `table~${definition.name}`;
    await this.#work(async () => {
      const known = await this.#store.db.get(key);
      if (known !== undefined && !isDeepStrictEqual(known, value))
        throw new Error(`Table ${definition.name} exists with other keys or indexes.`);
      await this.#store.db.batch([{ type: 'put', key, value }]);
    });
    this.#tables.set(definition.name, definition);
  }

  /**
   * Deletes the expired items of all tables.
   * @returns how many
   */
  async sweepExpired(): Promise<number> {
    return this.#work(() => this.#exclusive(() => this.#sweep()));
  }

  async close(): Promise<void> {
    await this.#work(() => this.#exclusive(() => this.#store.db.close()));
  }

  #commands(needs: DynamoDBNeeds): Readonly<Record<string, Command>> {
    return {
      GetItem: this.#command(
        (input: sdk.GetItemInput) => read(this.#store, 'GetItem', input),
        (input) => needs.item('GetItem', input),
      ),
      Query: this.#command(
        (input: sdk.QueryInput) => read(this.#store, 'Query', input),
        (input) => needs.query(input),
      ),
      BatchGetItem: this.#command(
        (input: sdk.BatchGetItemInput) => batchGet(this.#store, input),
        (input) => needs.batchGet(input),
      ),
      PutItem: this.#write('PutItem', needs),
      UpdateItem: this.#write('UpdateItem', needs),
      DeleteItem: this.#write('DeleteItem', needs),
      TransactGetItems: this.#command(
        (input: sdk.TransactGetItemsInput) =>
          this.#exclusive(() => transactGet(this.#store, input.TransactItems ?? [])),
        (input) => needs.transaction(input),
      ),
      TransactWriteItems: this.#command(
        (input: sdk.TransactWriteItemsInput) => this.#exclusive(() => this.#transact(input)),
        (input) => needs.transaction(input),
      ),
    };
  }

  #write(operation: WriteOperation, needs: DynamoDBNeeds): Command {
    return this.#command(
      (input: ItemRequest & WriteRequest) => this.#exclusive(() => writeItem(this.#store, operation, input)),
      (input) => needs.item(operation, input),
    );
  }

  #command<Input>(run: (input: Input) => Promise<object>, needs: Command<Input>['needs']): Command {
    const command: Command<Input> = {
      run: (input) =>
        this.#work(async () => {
          if (this.#scope.clock.now() - this.#lastSweep >= this.#sweepMs)
            await this.#exclusive(() => this.#sweep());
          return run(input);
        }),
      needs,
    };
    return command as Command;
  }

  async #transact({ TransactItems = [], ClientRequestToken }: sdk.TransactWriteItemsInput): Promise<object> {
    if (ClientRequestToken && this.#tokens.isRepeat(ClientRequestToken, TransactItems)) return {};
    await transactWrite(this.#store, TransactItems);
    if (ClientRequestToken) this.#tokens.remember(ClientRequestToken, TransactItems);
    return {};
  }

  async #sweep(): Promise<number> {
    const now = this.#scope.clock.now();
    this.#lastSweep = now;
    let deleted = 0;
    for (const table of this.#tables.values()) deleted += await deleteExpired(this.#store, table, now / 1000);
    return deleted;
  }

  #exclusive<Result>(work: () => Promise<Result>): Promise<Result> {
    return this.#writers.run(work);
  }

  /** Work of the engine: holds the clock while it lasts and answers with the SDK's exceptions. */
  #work<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = work().catch((error: unknown) => {
      throw asException(error);
    });
    return hold(this.#scope.clock, result);
  }
}
