import type { Minute } from '../../core/judge/minute.ts';
import type { Step } from '../../core/rollout/plan.ts';
import type { LatencyLimit, StoredDeployment, Undo } from '../../core/rollout/record.ts';
import type { PinnedVersion, ServiceRecord, Target } from '../../core/services/service.ts';
import type { VersionTerm } from '../../core/slo/of-version.ts';
import type { Context } from '../context.ts';

/** A deployment on its way, with the undo data that was written before its first change. */
export interface Job<T extends Target = Target, U extends Undo = Undo> {
  readonly record: StoredDeployment;
  readonly target: T;
  readonly undo: U;
}

/** Metric minutes of both versions, as CloudWatch has them by now. */
export interface Arms {
  readonly old: readonly Minute[];
  readonly new: readonly Minute[];
}

export interface Proof {
  readonly state: 'healthy' | 'pending' | 'failed';
  readonly words: string;
}

/** What is true of a target before a deployment begins. */
export type Description = {
  readonly pinned: PinnedVersion;
  /** The version that serves now, pinned. */
  readonly serving: PinnedVersion;
  /** Running tasks of the live version; 1 for a function. */
  readonly capacity: number;
  /** What forbids to move traffic at all, in words; none when the target is sound. */
  readonly obstacles: readonly string[];
  /** What is wrong with the live version: it forbids a new one, and is a reason to go back to an old one. */
  readonly ailments: readonly string[];
  readonly requestsPerMinute: number | null;
  readonly errorShare: number | null;
};

/**
 * What a kind of target knows how to do. Every change is idempotent and convergent: done again after a crash it
 * ends in the same place. One file and one Lambda per driver, with that driver's permissions only.
 */
export interface Driver<T extends Target = Target, U extends Undo = Undo> {
  readonly type: T['type'];
  /** Reads the target and pins a version. Throws InvalidInput when the version does not exist. */
  describe(context: Context, service: ServiceRecord & { target: T }, version: string): Promise<Description>;
  /** Reads what will have to be put back. */
  undoOf(context: Context, target: T): Promise<U>;
  /** Brings the new version up for a step, and answers it pinned as it now runs. */
  prepare(context: Context, job: Job<T, U>, step: Step): Promise<PinnedVersion>;
  /** Proves health on the data plane, before any user traffic and with the capacity the step asks for. */
  prove(context: Context, job: Job<T, U>, step: Step): Promise<Proof>;
  /** Sets the new version's share of traffic, in percent. */
  shift(context: Context, job: Job<T, U>, weight: number): Promise<void>;
  /** The new version's real share of traffic by configuration, in percent. */
  readBack(context: Context, job: Job<T, U>): Promise<number>;
  /** Limits for slow requests, taken from the old version's earlier minutes. */
  latencyLimits(context: Context, job: Job<T, U>): Promise<LatencyLimit[]>;
  /** Minutes of both versions from `from` until now. */
  arms(context: Context, job: Job<T, U>, from: number): Promise<Arms>;
  /** What a metric is to the new version, and what to the old one. */
  versionTerms(job: Job<T, U>): readonly [fresh: VersionTerm, old: VersionTerm];
  /** Makes the old version able to take all traffic again; false while it is not. */
  makeRoom(context: Context, job: Job<T, U>): Promise<boolean>;
  /** Whether a version that lost its traffic is seen to get none any more, since `since`. */
  trafficGone(context: Context, job: Job<T, U>, version: 'old' | 'new', since: number): Promise<Proof>;
  /** After promotion: the new version takes over the old one's scaling; the old one stays as it is. */
  settleNew(context: Context, job: Job<T, U>): Promise<void>;
  /** After a restore: the old version's scaling comes back, the new one is scaled in. */
  settleOld(context: Context, job: Job<T, U>): Promise<void>;
  /** At the end of the rollback window: the old version is scaled in. */
  park(context: Context, job: Job<T, U>): Promise<void>;
}
