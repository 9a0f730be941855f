import type { Method } from '../../core/chaos/experiment.ts';
import { magnitudeOf } from '../../core/chaos/fault.ts';
import type { ChaosRecord, Undo } from '../../core/chaos/record.ts';
import type { ServiceRecord } from '../../core/services/service.ts';
import type { Context } from '../context.ts';

/** What is to be done to which service. */
export interface Job {
  readonly service: ServiceRecord;
  readonly method: Method;
  /** What the intensity stands for; see `magnitudeOf`. */
  readonly magnitude: number;
  /** The run's id, by which what it made is found again; a plan has none. */
  readonly id?: string;
}

/** What a fault would reach, as AWS describes it now. */
export interface Prepared {
  readonly targets: readonly string[];
  readonly affectedShare: number;
  /** What is missing for it; then nothing is injected. */
  readonly missing: readonly string[];
  readonly words: readonly string[];
  readonly inverse: string;
  /** What has to be put back, read before anything is changed. */
  readonly undo: Undo;
}

/** How far an injection is. */
export type Injected =
  | { readonly state: 'there'; readonly words: string }
  | { readonly state: 'waiting'; readonly words: string }
  | { readonly state: 'refused'; readonly words: string };

export interface TakenBack {
  readonly state: 'gone' | 'waiting';
  readonly words: string;
  /** Why the fault was over before its time, where the injector itself ended it. */
  readonly aborted?: string;
}

/**
 * Injects faults of one kind and takes them back. `inject` and `restore` are repeated after crashes: each ends in the
 * same place however often it is called, and `restore` finds by `undo` and the run's id whatever `inject` may have done.
 */
export interface FaultInjector {
  prepare(context: Context, job: Job): Promise<Prepared>;
  inject(context: Context, job: Job, undo: Undo): Promise<Injected>;
  restore(context: Context, job: Job, undo: Undo): Promise<TakenBack>;
}

export function jobOf(
  { id, experiment, plan }: Pick<ChaosRecord, 'id' | 'experiment' | 'plan'>,
  service: ServiceRecord,
): Job {
  const [method] = experiment.method;
  const { intensity, durationSeconds } = plan;
  return jobFor(service, { ...method, intensity, durationSeconds }, id);
}

export function jobFor(service: ServiceRecord, method: Method, id?: string): Job {
  const magnitude = magnitudeOf(method.fault, method.intensity);
  return { service, method, magnitude, ...(id !== undefined && { id }) };
}
