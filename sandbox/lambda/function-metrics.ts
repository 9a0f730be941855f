import type { AccountScope } from '../service.ts';

/** Whose metrics an invocation counts for; `alias` and `version` as they were invoked. */
export interface MetricSubject {
  readonly functionName: string;
  /** Alias or version number by which the function was invoked, if any. */
  readonly qualifier?: string;
  /** The version that ran; given for invocations through an alias. */
  readonly executedVersion?: string;
}

/** A number of equal latencies. */
export interface DurationCount {
  readonly milliseconds: number;
  readonly count: number;
}

/** Invocations of one minute or less that a traffic model has counted. `errors` are among `count`. */
export interface InvocationCounts {
  readonly at: number;
  readonly count: number;
  readonly errors: number;
  readonly throttles?: number;
  readonly durations: readonly DurationCount[];
  readonly concurrentExecutions?: number;
}

/**
 * AWS/Lambda's metrics, under each set of dimensions that AWS publishes them. Invocations, Errors and Throttles
 * are there as zeros too. A returned 5xx is no error.
 */
export class FunctionMetrics {
  readonly #scope: AccountScope;
  readonly #dimensions = new Map<string, readonly Readonly<Record<string, string>>[]>();

  constructor(scope: AccountScope) {
    this.#scope = scope;
  }

  record(subject: MetricSubject, counts: InvocationCounts): void {
    const { at, count, errors, throttles = 0, durations, concurrentExecutions } = counts;
    for (const dimensions of this.#dimensionsOf(subject)) {
      const observe = (metric: string, value: number, times: number, unit = 'Count') => {
        if (times > 0)
          this.#scope.record({ namespace: 'AWS/Lambda', metric, dimensions, at, value, count: times, unit });
      };
      observe('Invocations', 1, count);
      observe('Errors', 1, errors);
      observe('Errors', 0, count - errors);
      observe('Throttles', 1, throttles);
      observe('Throttles', 0, count);
      for (const { milliseconds, count: times } of durations)
        observe('Duration', milliseconds, times, 'Milliseconds');
      if (concurrentExecutions !== undefined) observe('ConcurrentExecutions', concurrentExecutions, 1);
    }
  }

  /** Kept, since an invocation should cost little. */
  #dimensionsOf(subject: MetricSubject): readonly Readonly<Record<string, string>>[] {
    const key = `${subject.functionName}:${subject.qualifier}:${subject.executedVersion}`;
    const known = this.#dimensions.get(key);
    if (known) return known;
    const made = dimensionSets(subject);
    this.#dimensions.set(key, made);
    return made;
  }
}

function dimensionSets(subject: MetricSubject): readonly Readonly<Record<string, string>>[] {
  const { functionName: FunctionName, qualifier, executedVersion: ExecutedVersion } = subject;
  const Resource = qualifier === undefined ? FunctionName : `${FunctionName}:${qualifier}`;
  const sets = [{ FunctionName }, { FunctionName, Resource }];
  return ExecutedVersion === undefined ? sets : [...sets, { FunctionName, Resource, ExecutedVersion }];
}
