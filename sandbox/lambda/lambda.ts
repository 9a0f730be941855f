import type { Clock } from '../../functions/clock.ts';
import { Estate } from '../estate/estate.ts';
import type { AccountScope, SandboxService } from '../service.ts';
import type { SendDeadLetter } from '../sqs/message.ts';
import { getAlias, updateAlias } from './alias-commands.ts';
import { effectiveWeights, versionShares } from './alias-routing.ts';
import { type AliasSnapshot, aliasSnapshots, restoreAlias } from './alias-snapshot.ts';
import { AsyncInvocations } from './async-invocations.ts';
import { concurrencyCommands } from './concurrency-commands.ts';
import type { InvocationDisturbance } from './disturbance.ts';
import {
  getFunction,
  getFunctionConfiguration,
  listTags,
  listVersionsByFunction,
} from './function-commands.ts';
import type { InvocationOutcome } from './function-error.ts';
import { FunctionMetrics, type InvocationCounts } from './function-metrics.ts';
import type { AsynchronousSettings, FunctionCode, FunctionSettings } from './function-record.ts';
import { FunctionRegistry } from './function-registry.ts';
import { Invocations } from './invocations.ts';
import { invoke } from './invoke-command.ts';
import { listFunctions, listProvisionedConcurrency } from './list-commands.ts';
import { type ListedMapping, listEventSourceMappings } from './mapping-commands.ts';
import { provisionCommands } from './provision-commands.ts';
import { provisionedConcurrencyCommands } from './provisioned-concurrency.ts';

export interface FunctionDefinition extends FunctionCode {
  readonly name: string;
  readonly roleArn: string;
  /** 3 when missing. */
  readonly timeoutSeconds?: number;
  /** In megabytes; 128 when missing. */
  readonly memory?: number;
  readonly environment?: Readonly<Record<string, string>>;
  readonly description?: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly asynchronous?: AsynchronousSettings;
  /** ARNs of layer versions; none when missing. */
  readonly layers?: readonly string[];
}

export interface LambdaOptions {
  /** The clock on which functions start, run and time out; the account's when missing, real time when live. */
  readonly executionClock?: Clock;
  /** How long new weights of an alias take to hold, at most; 3 when missing. */
  readonly routingDelaySeconds?: number;
  /** Concurrent executions of the account; 1000 when missing. */
  readonly accountConcurrency?: number;
  /** Called after every change of an alias's weights. */
  readonly changed?: () => void;
  /** The event source mappings of the account; none when missing. */
  readonly mappings?: () => readonly ListedMapping[];
  /** Functions that are listed besides those that run here. */
  readonly estate?: Estate;
  /** Takes the records of events that were given up; without it they are lost. */
  readonly sendDeadLetter?: SendDeadLetter;
}

/** Lambda: functions run in this process, one JSON text in and one out. */
export class Lambda implements SandboxService {
  readonly client = 'LambdaClient';
  readonly commands: SandboxService['commands'];
  /** Asynchronous events, and those given up. */
  readonly events: AsyncInvocations;
  readonly #scope: AccountScope;
  readonly #registry: FunctionRegistry;
  readonly #metrics: FunctionMetrics;
  readonly #invocations: Invocations;

  constructor(scope: AccountScope, options: LambdaOptions = {}) {
    this.#scope = scope;
    const registry = new FunctionRegistry(scope);
    const metrics = new FunctionMetrics(scope);
    const host = { scope, executionClock: options.executionClock ?? scope.clock };
    const accountConcurrency = options.accountConcurrency ?? 1_000;
    const invocations = new Invocations({ host, registry, metrics, accountConcurrency });
    const changed = options.changed ?? (() => undefined);
    this.#registry = registry;
    this.#metrics = metrics;
    this.#invocations = invocations;
    this.events = new AsyncInvocations(scope, invocations, {
      settingsOf: (name) => registry.get(name).latest.settings.asynchronous,
      sendDeadLetter: options.sendDeadLetter ?? (() => undefined),
    });
    this.commands = {
      Invoke: invoke({ scope, registry, invocations, events: this.events }),
      GetAlias: getAlias(scope, registry),
      UpdateAlias: updateAlias(scope, registry, options.routingDelaySeconds ?? 3, changed),
      GetFunction: getFunction(scope, registry),
      GetFunctionConfiguration: getFunctionConfiguration(scope, registry),
      ListEventSourceMappings: listEventSourceMappings(scope, options.mappings ?? (() => [])),
      ListFunctions: listFunctions(registry, options.estate ?? new Estate()),
      ListProvisionedConcurrencyConfigs: listProvisionedConcurrency(scope, options.estate ?? new Estate()),
      ListVersionsByFunction: listVersionsByFunction(scope, registry),
      ListTags: listTags(scope, registry),
      ...concurrencyCommands(scope, registry, accountConcurrency),
      ...provisionedConcurrencyCommands(scope, registry),
      ...provisionCommands(scope, registry),
    };
  }

  /** Makes a function and answers its ARN. Throws ResourceConflictException. */
  createFunction(definition: FunctionDefinition): string {
    const { name, tags } = definition;
    const { arn } = this.#registry.create(name, codeOf(definition), settingsOf(definition));
    if (tags) this.#scope.tags.set(arn, tags);
    return arn;
  }

  /** Replaces code and settings of `$LATEST`; published versions keep theirs, tags stay as they are. */
  updateFunction(definition: FunctionDefinition): void {
    this.#registry.update(definition.name, codeOf(definition), settingsOf(definition));
  }

  /** Deletes a function with its versions and aliases. */
  deleteFunction(name: string): void {
    this.#registry.remove(name);
  }

  /** Replaces the code of `$LATEST`; published versions keep theirs. */
  updateFunctionCode(name: string, code: FunctionCode): void {
    this.#registry.update(name, codeOf(code));
  }

  /** Publishes `$LATEST` and answers the number; without a change since the last one, that one's number. */
  publishVersion(name: string, { description = '' }: { readonly description?: string } = {}): string {
    return this.#registry.publish(name, description).version;
  }

  /**
   * Invokes a function and waits for it, as Lambda itself does for an event source, without an SDK call.
   * @param payload JSON text
   * @throws TooManyRequestsException, ResourceNotFoundException
   */
  async invoke(functionName: string, payload: string): Promise<InvocationOutcome> {
    const requestId = this.#invocations.newRequestId();
    const { outcome } = await this.#invocations.invoke({ name: functionName }, payload, requestId);
    return outcome;
  }

  /** Makes an alias of a function's version and answers its ARN. */
  createAlias(functionName: string, alias: string, version: string, description = ''): string {
    const record = this.#registry.get(functionName);
    this.#registry.putAlias(record, alias, description, { version, additional: {} });
    return `${record.arn}:${alias}`;
  }

  /** Reserves concurrency for a function; 0 stops it, undefined gives it back to the account. */
  reserveConcurrency(functionName: string, executions: number | undefined): void {
    const record = this.#registry.get(functionName);
    if (executions === undefined) delete record.reservedConcurrency;
    else record.reservedConcurrency = executions;
  }

  /** Names of functions that have none of their concurrency left. */
  stopped(): readonly string[] {
    return this.#registry
      .list()
      .filter(({ reservedConcurrency }) => reservedConcurrency === 0)
      .map(({ name }) => name);
  }

  /** The settings of `$LATEST`. */
  describe(name: string): FunctionSettings {
    return this.#registry.get(name).latest.settings;
  }

  /** Changes settings of `$LATEST` at once, as somebody outside does. */
  set(name: string, settings: Partial<FunctionSettings>): void {
    const { code, settings: before } = this.#registry.get(name).latest;
    this.#registry.update(name, code, { ...before, ...settings });
  }

  /** The numbers of the published versions. */
  versionsOf(name: string): string[] {
    return [...this.#registry.get(name).published.keys()];
  }

  hasFunction(name: string): boolean {
    return this.#registry.list().some((record) => record.name === name);
  }

  /** Does something to invocations of a function on purpose, as FIS's extension does; the answer ends it. */
  disturb(functionName: string, disturbance: InvocationDisturbance): () => void {
    return this.#invocations.disturbances.add(functionName, disturbance);
  }

  /** What is reserved for a function; `undefined` when nothing is. */
  reservedConcurrency(functionName: string): number | undefined {
    return this.#registry.get(functionName).reservedConcurrency;
  }

  /** The share of each version in an alias's traffic at this moment, for a model of that traffic; they sum to 1. */
  shares(functionName: string, alias: string): Readonly<Record<string, number>> {
    const { routing } = this.#registry.alias(this.#registry.get(functionName), alias);
    return versionShares(effectiveWeights(routing, this.#scope.clock.now()));
  }

  /** Counts invocations of a version through an alias that a traffic model made up, without invoking. */
  recordModelInvocations(
    functionName: string,
    alias: string,
    version: string,
    counts: InvocationCounts,
  ): void {
    this.#metrics.record({ functionName, qualifier: alias, executedVersion: version }, counts);
  }

  /** The aliases of all functions. */
  snapshot(): readonly AliasSnapshot[] {
    return aliasSnapshots(this.#registry);
  }

  /** Puts aliases back where they were; their functions and versions must have been made again. */
  restore(snapshot: readonly AliasSnapshot[]): void {
    for (const alias of snapshot) restoreAlias(this.#registry, alias, this.#scope.clock.now());
  }

  async close(): Promise<void> {
    await this.events.close();
  }
}

function settingsOf(definition: FunctionDefinition): FunctionSettings {
  const { roleArn, description = '', timeoutSeconds = 3, memory = 128 } = definition;
  const { environment = {}, asynchronous = {}, layers = [] } = definition;
  return { roleArn, description, timeoutSeconds, memory, environment, asynchronous, layers };
}

function codeOf({ handler, init, startSeconds, usedMegabytes }: FunctionCode): FunctionCode {
  return {
    handler,
    ...(init && { init }),
    ...(startSeconds !== undefined && { startSeconds }),
    ...(usedMegabytes !== undefined && { usedMegabytes }),
  };
}
