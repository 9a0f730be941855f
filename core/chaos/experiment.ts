import type { FaultKind, Measure } from './fault.ts';

/** How wide a fault goes: so many tasks, or so many percent of tasks or invocations. */
export type Scope = { readonly count: number } | { readonly percent: number };

interface ProbeBase {
  /** Kebab case, unique in its experiment. */
  readonly name: string;
  /** What counts as steady, such as `< 1%`. */
  readonly tolerance: string;
}

/** A measurement with a tolerance; the steady state is that all of them keep to theirs. */
export type Probe =
  | (ProbeBase & { readonly type: 'metric'; readonly metric: Measure })
  | (ProbeBase & {
      readonly type: 'cloudwatch';
      readonly namespace: string;
      readonly metric: string;
      readonly dimensions: Readonly<Record<string, string>>;
      readonly stat: string;
    })
  /** The fastest burn of an error budget of the service, in times of its pace. */
  | (ProbeBase & { readonly type: 'slo-burn'; readonly objective?: string })
  /** Share of GET requests to the service that are answered with this status. */
  | (ProbeBase & {
      readonly type: 'http';
      readonly path: string;
      readonly expectStatus: number;
      readonly requests: number;
    })
  /** Lines of the service's logs that match, a minute. */
  | (ProbeBase & { readonly type: 'log-query'; readonly logGroup: string; readonly pattern: string });

/** An experiment as its file has it, defaults filled in. */
export interface Experiment {
  readonly name: string;
  readonly summary: string;
  /** The service that it is made for; of a general one the caller names it. */
  readonly target?: { readonly environment: string; readonly service: string };
  readonly hypothesis: readonly Probe[];
  readonly method: readonly [Method];
  /** When it is ended before its time: every cap is a tolerance that a measure must keep to. */
  readonly stop: Readonly<Partial<Record<Measure, string>>>;
  readonly rollbacks: {
    /** Seconds after which the service has to be steady again. */
    readonly withinSeconds: number;
  };
  /** Requests that have to come while the fault is there, or the experiment says nothing. */
  readonly minRequests: number;
}

export interface Method {
  readonly fault: FaultKind;
  readonly scope: Scope;
  /** 0 to 100, of what the fault can do at the most. */
  readonly intensity: number;
  readonly durationSeconds: number;
  /** Of a cut: the port on which the dependency is reached. */
  readonly port?: number | undefined;
}

/** Share of what there is that a scope affects; none of nothing. */
export function affectedShare(scope: Scope, tasks: number): number {
  if ('percent' in scope) return scope.percent / 100;
  return tasks === 0 ? 0 : Math.min(1, scope.count / tasks);
}

/** Tasks that a scope means, at least one of those that run. */
export function countIn(scope: Scope, tasks: number): number {
  const wanted = 'count' in scope ? scope.count : Math.ceil((tasks * scope.percent) / 100);
  return Math.min(tasks, Math.max(1, wanted));
}
