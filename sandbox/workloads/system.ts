import type { UsersSide } from '../data-plane/users-side.ts';
import type { Lambda } from '../lambda/lambda.ts';
import { BEGIN } from './begin-fault.ts';
import type { Database } from './database.ts';
import { type DocumentResult, runDocument } from './documents.ts';
import type { Entry } from './entry.ts';
import type { RunningFault, WorkloadFault } from './fault.ts';
import type { FunctionWorkload } from './function-workload.ts';
import type { Host } from './host.ts';
import type { MessageQueue } from './message-queue.ts';
import type { PairOfSystem } from './pair-of-system.ts';
import type { Provider } from './provider.ts';
import type { WorkloadPart } from './workloads.ts';

/** A machine on which Systems Manager can run a document; it has the tag `operate:service`. */
export interface Instance {
  readonly id: string;
  readonly arn: string;
  readonly service: string;
}

/** Everything that stands in a system, by name. */
export interface SystemParts {
  readonly pairs: ReadonlyMap<string, PairOfSystem>;
  readonly functions: ReadonlyMap<string, FunctionWorkload>;
  readonly databases: ReadonlyMap<string, Database>;
  readonly providers: ReadonlyMap<string, Provider>;
  readonly queues: ReadonlyMap<string, MessageQueue>;
  readonly hosts: ReadonlyMap<string, Host>;
  /** By the service that they call. */
  readonly entries: ReadonlyMap<string, Entry>;
  readonly instances: readonly Instance[];
}

/** Services that call each other, in one account, with callers from outside; and what goes wrong with them. */
export class System {
  readonly parts: SystemParts;
  readonly users: UsersSide;
  readonly lambda: Lambda;
  readonly #own: readonly WorkloadPart[];

  constructor(parts: SystemParts, users: UsersSide, lambda: Lambda, own: readonly WorkloadPart[]) {
    this.parts = parts;
    this.users = users;
    this.lambda = lambda;
    this.#own = own;
  }

  now(): number {
    return this.users.scope.clock.now();
  }

  /** Whether every pair has a task that answers. */
  get serves(): boolean {
    return [...this.parts.pairs.values()].every(({ workload }) =>
      workload.tasks.some(({ state }) => state === 'running'),
    );
  }

  /** Requests per second that callers from outside send to a service. */
  setLoad(service: string, perSecond: number): void {
    found(this.parts.entries, service, 'service').setRate(perSecond);
  }

  /** Multiplies the load of a service. */
  setLoadFactor(service: string, factor: number): void {
    found(this.parts.entries, service, 'service').setFactor(factor);
  }

  /** Lets something go wrong from now on. @throws RangeError when there is no such place */
  begin(fault: WorkloadFault): RunningFault {
    const end = BEGIN[fault.kind](this, fault);
    return { end };
  }

  isFunction(name: string): boolean {
    return this.parts.functions.has(name);
  }

  pair(name: string): PairOfSystem {
    return found(this.parts.pairs, name, 'pair');
  }

  function(name: string): FunctionWorkload {
    return found(this.parts.functions, name, 'function');
  }

  database(name: string): Database {
    return found(this.parts.databases, name, 'database');
  }

  provider(name: string): Provider {
    return found(this.parts.providers, name, 'provider');
  }

  queue(name: string): MessageQueue {
    return found(this.parts.queues, name, 'queue');
  }

  /** The host under a pair's tasks. */
  hostOf(service: string): Host {
    const { host } = this.pair(service).workload;
    if (host === undefined) throw new RangeError(`${service} has no host of its own.`);
    return host;
  }

  /** What a document of Systems Manager does on a machine; `undefined` for a machine that is not of this system. */
  runDocument(document: string, instanceId: string): DocumentResult | undefined {
    return runDocument(this.parts, document, instanceId);
  }

  /** Ends the callers and everything that reports; what was provisioned stays. */
  close(): void {
    for (const part of this.#own) this.users.workloads.remove(part);
  }
}

function found<Part>(parts: ReadonlyMap<string, Part>, name: string, what: string): Part {
  const part = parts.get(name);
  if (part === undefined) throw new RangeError(`There is no ${what} ${name} in the system.`);
  return part;
}
