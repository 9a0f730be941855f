import { uuid } from '../eventbridge/event-envelope.ts';
import { effectiveWeights, pickVersion } from './alias-routing.ts';
import { InvocationDisturbances } from './disturbance.ts';
import { throttled } from './exceptions.ts';
import { execute } from './execution.ts';
import { type FunctionReference, functionArn } from './function-arn.ts';
import type { ExecutionHost } from './function-context.ts';
import type { InvocationOutcome } from './function-error.ts';
import type { FunctionMetrics, MetricSubject } from './function-metrics.ts';
import type { FunctionRecord, FunctionVersion } from './function-record.ts';
import type { FunctionRegistry } from './function-registry.ts';

export interface InvocationsOptions {
  readonly host: ExecutionHost;
  readonly registry: FunctionRegistry;
  readonly metrics: FunctionMetrics;
  readonly accountConcurrency: number;
}

export interface InvocationResult {
  readonly executedVersion: string;
  readonly outcome: InvocationOutcome;
}

/** Routes an invocation to a version, within the limits of concurrency, and counts it. */
export class Invocations {
  readonly #options: InvocationsOptions;
  /** What is done to functions on purpose. */
  readonly disturbances = new InvocationDisturbances();
  #inFlight = 0;

  constructor(options: InvocationsOptions) {
    this.#options = options;
  }

  newRequestId(): string {
    return uuid(this.#options.host.scope.id());
  }

  /** Throws ResourceNotFoundException, or TooManyRequestsException when no concurrency is left. */
  async invoke(reference: FunctionReference, payload: string, requestId: string): Promise<InvocationResult> {
    const { host } = this.#options;
    const { record, version, viaAlias } = this.#route(reference);
    const subject: MetricSubject = {
      functionName: record.name,
      ...(reference.qualifier !== undefined && { qualifier: reference.qualifier }),
      ...(viaAlias && { executedVersion: version.version }),
    };
    this.#checkConcurrency(record, subject);
    const at = host.scope.clock.now();
    record.inFlight += 1;
    this.#inFlight += 1;
    const concurrentExecutions = record.inFlight;
    const invokedArn = functionArn(host.scope, reference);
    const met = this.disturbances.meet(record.name, () => host.scope.random());
    const execution = { functionName: record.name, version, invokedArn, requestId, payload, met };
    const { outcome, durationMilliseconds } = await execute(host, execution).finally(() => {
      record.inFlight -= 1;
      this.#inFlight -= 1;
    });
    this.#options.metrics.record(subject, {
      at,
      count: 1,
      errors: outcome.functionError === undefined ? 0 : 1,
      durations: [{ milliseconds: durationMilliseconds, count: 1 }],
      concurrentExecutions,
    });
    return { executedVersion: version.version, outcome };
  }

  #route(reference: FunctionReference): {
    record: FunctionRecord;
    version: FunctionVersion;
    viaAlias: boolean;
  } {
    const { registry, host } = this.#options;
    const { record, alias, version } = registry.resolve(reference);
    if (version || !alias) return { record, version: version ?? record.latest, viaAlias: false };
    const weights = effectiveWeights(alias.routing, host.scope.clock.now());
    const picked = pickVersion(weights, host.scope.random());
    return { record, version: registry.version(record, picked), viaAlias: true };
  }

  #checkConcurrency(record: FunctionRecord, subject: MetricSubject): void {
    const { reservedConcurrency: reserved } = record;
    const isReserved = reserved !== undefined && record.inFlight >= reserved;
    if (!isReserved && this.#inFlight < this.#options.accountConcurrency) return;
    const at = this.#options.host.scope.clock.now();
    this.#options.metrics.record(subject, { at, count: 0, errors: 0, throttles: 1, durations: [] });
    throw throttled(
      isReserved ? 'ReservedFunctionConcurrentInvocationLimitExceeded' : 'ConcurrentInvocationLimitExceeded',
    );
  }
}
