import { hold } from '../clock/sandbox-clock.ts';
import type { AccountScope } from '../service.ts';
import { Execution } from './asl/execution.ts';
import type { Engine } from './asl/frame.ts';
import type { RecordedEvent } from './asl/history.ts';
import type { Json } from './asl/json.ts';
import { abandonedRecord, type ExecutionRecord, endRecord, type Journal } from './execution-record.ts';
import type { StateMachine } from './machines.ts';
import { executionAlreadyExists, executionDoesNotExist } from './refusals.ts';
import { statusChangeEvent } from './status-change.ts';

/** How long AWS keeps a closed execution, and with it its name: 90 days. */
const RETENTION_MS = 90 * 86_400_000;

interface Entry {
  record: ExecutionRecord;
  /** Absent for executions of an earlier process. */
  readonly live?: { readonly execution: Execution; readonly ended: Promise<void> };
}

/** The executions of an account: starts them, knows them, ends them, and tells journal and bus. */
export class Executions {
  readonly #scope: AccountScope;
  readonly #engine: Engine;
  readonly #journal: Journal | undefined;
  readonly #entries = new Map<string, Entry>();
  #closed = false;

  constructor(scope: AccountScope, engine: Engine, journal: Journal | undefined) {
    this.#scope = scope;
    this.#engine = engine;
    this.#journal = journal;
  }

  /**
   * Starts an execution, or answers the running one of the same name and input.
   *
   * @param input JSON text.
   * @throws ExecutionAlreadyExists for the name of any other execution of the last 90 days.
   */
  async start(machine: StateMachine, name: string, input: string): Promise<ExecutionRecord> {
    const { region, accountId, clock } = this.#scope;
    const arn = `arn:aws:states:${region}:${accountId}:execution:${machine.name}:${name}`;
    const known = this.#find(arn);
    if (known !== undefined) {
      if (known.record.status === 'RUNNING' && known.record.input === input) return known.record;
      throw executionAlreadyExists(arn);
    }
    const startedAt = clock.now();
    const identity = { arn, name, input: JSON.parse(input) as Json, startedAt };
    const execution = new Execution(this.#engine, machine, identity);
    const record: ExecutionRecord = {
      arn,
      name,
      machineArn: machine.arn,
      status: 'RUNNING',
      startedAt,
      input,
      events: [...execution.events],
    };
    await this.#begin(record, execution);
    return record;
  }

  async #begin(record: ExecutionRecord, execution: Execution): Promise<void> {
    const { promise: ended, resolve, reject } = Promise.withResolvers<void>();
    const entry: Entry = { record, live: { execution, ended } };
    this.#entries.set(record.arn, entry);
    try {
      await this.#save(record);
    } catch (thrown) {
      this.#entries.delete(record.arn);
      throw thrown;
    }
    this.#scope.publish(statusChangeEvent(record));
    this.#run(entry, execution).then(resolve, reject);
  }

  async #run(entry: Entry, execution: Execution): Promise<void> {
    const end = await execution.run();
    if (this.#closed) return;
    await this.#settle(entry, endRecord(entry.record, end, this.#scope.clock.now(), execution.events));
  }

  async #settle(entry: Entry, record: ExecutionRecord): Promise<void> {
    entry.record = record;
    await this.#save(record);
    this.#scope.publish(statusChangeEvent(record));
  }

  /** Writing takes real time, in which the account's time stands still. */
  async #save(record: ExecutionRecord): Promise<void> {
    const saved = this.#journal?.save(record);
    if (saved !== undefined) await hold(this.#scope.clock, saved);
  }

  /** @throws ExecutionDoesNotExist */
  get(arn: string): ExecutionRecord {
    return this.#require(arn).record;
  }

  /** The events so far. @throws ExecutionDoesNotExist */
  events(arn: string): readonly RecordedEvent[] {
    const { record, live } = this.#require(arn);
    return live?.execution.events ?? record.events;
  }

  /** The executions of a machine, the latest first. */
  list(machineArn: string): readonly ExecutionRecord[] {
    const records = [...this.#entries.keys()].flatMap((arn) => this.#find(arn)?.record ?? []);
    return records
      .filter((record) => record.machineArn === machineArn)
      .reverse()
      .sort((a, b) => b.startedAt - a.startedAt);
  }

  /** Ends an execution as ABORTED; one that is over stays as it is. @throws ExecutionDoesNotExist */
  stop(arn: string, error?: string, cause?: string): Promise<ExecutionRecord> {
    return this.#end(arn, (execution) => execution.stop(error, cause));
  }

  /** Ends an execution as FAILED with States.Runtime. @throws ExecutionDoesNotExist */
  kill(arn: string, cause: string): Promise<ExecutionRecord> {
    return this.#end(arn, (execution) => execution.kill(cause));
  }

  /** Answers when the execution is over and everybody has been told. @throws ExecutionDoesNotExist */
  finished(arn: string): Promise<ExecutionRecord> {
    return this.#end(arn, () => undefined);
  }

  async #end(arn: string, end: (execution: Execution) => void): Promise<ExecutionRecord> {
    const entry = this.#require(arn);
    if (entry.live !== undefined) {
      end(entry.live.execution);
      await entry.live.ended;
    }
    return entry.record;
  }

  /** Takes over what an earlier process left; what it left running is ABORTED, and published as such. */
  async recover(): Promise<void> {
    for (const record of (await this.#journal?.load()) ?? []) {
      const entry: Entry = { record };
      this.#entries.set(record.arn, entry);
      if (record.status === 'RUNNING')
        await this.#settle(entry, abandonedRecord(record, this.#scope.clock.now()));
    }
  }

  /** Stops everything without a word to journal or bus, as the end of a process would. */
  async close(): Promise<void> {
    this.#closed = true;
    const live = [...this.#entries.values()].flatMap((entry) => entry.live ?? []);
    for (const { execution } of live) execution.stop();
    await Promise.all(live.map(({ ended }) => ended));
  }

  #require(arn: string): Entry {
    const entry = this.#find(arn);
    if (entry === undefined) throw executionDoesNotExist(arn);
    return entry;
  }

  #find(arn: string): Entry | undefined {
    const entry = this.#entries.get(arn);
    const stoppedAt = entry?.record.stoppedAt;
    if (stoppedAt === undefined || stoppedAt + RETENTION_MS >= this.#scope.clock.now()) return entry;
    this.#entries.delete(arn);
    return undefined;
  }
}
