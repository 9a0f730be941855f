import type { Head } from '../audit/chain.ts';
import type { PinnedVersion, Side, Target } from '../services/service.ts';
import type { Step, Strategy } from './plan.ts';
import type { Reason } from './reason.ts';
import type { DeploymentState } from './state.ts';

/** One side's autoscaling as it was before the deployment touched it. */
export interface Scaling {
  readonly min: number;
  readonly max: number;
  readonly suspended: { readonly in: boolean; readonly out: boolean; readonly scheduled: boolean };
}

/** What is needed to put everything back; written before the first change. */
export type Undo =
  | {
      readonly type: 'ecs-pair';
      readonly old: Side;
      readonly new: Side;
      /** Tasks of the old side when the deployment began. */
      readonly capacity: number;
      readonly scaling: Readonly<Record<Side, Scaling | null>>;
      readonly taskDefinitions: Readonly<Record<Side, string>>;
    }
  | { readonly type: 'lambda-alias'; readonly oldVersion: string };

/** How the rollout is judged. */
export interface Criteria {
  /** Share of bad requests, 0 to 1, that must not be exceeded. */
  readonly errorRate?: number;
  /** p95 in milliseconds. */
  readonly responseTimeMs?: number;
  /** Share of bad requests, 0 to 1, that ends the rollout at once. */
  readonly rollbackThreshold?: number;
}

export interface LatencyLimit {
  readonly name: string;
  readonly milliseconds: number;
}

/** One line of the deployment's story, for people. */
export interface TimelineEntry {
  readonly at: string;
  readonly words: string;
}

/** A person's wish that the machine follows at its next look. */
export interface Command {
  readonly kind: 'PAUSE' | 'PROMOTE';
  readonly by: string;
  readonly at: string;
}

export interface DeploymentRecord {
  readonly id: string;
  readonly environment: string;
  readonly service: string;
  readonly target: Target;
  readonly kind: 'deploy' | 'rollback';
  readonly pinned: PinnedVersion;
  /** The version that was live when the deployment was asked for; none on a first deployment. */
  readonly previous?: PinnedVersion;
  readonly strategy: Strategy;
  readonly steps: readonly Step[];
  readonly planHash: string;
  readonly criteria: Criteria;
  /** Names of objectives of the environment that the judge reads besides; none when missing. */
  readonly objectives?: readonly string[];
  readonly alarms: { readonly watched: readonly string[]; readonly firingAtStart: readonly string[] };
  readonly healthCheckTimeoutSeconds: number;
  /** Path that the probes of the new version ask; what is registered when missing. */
  readonly healthCheck?: string;
  readonly rollbackOnFailure: boolean;
  readonly onInsufficient: 'pause' | 'rollback';
  readonly approval: { readonly required: boolean; readonly timeoutSeconds: number; readonly by?: string };
  readonly rollbackWindowSeconds: number;
  readonly state: DeploymentState;
  readonly command?: Command;
  readonly undo?: Undo;
  readonly latencyLimits: readonly LatencyLimit[];
  /** Share of traffic for the new version as last asked for and as last read back from AWS, in percent. */
  readonly weights?: { readonly asked: number; readonly readBack: number; readonly at: string };
  /** When the first user request could reach the new version; ISO 8601. */
  readonly firstShiftAt?: string;
  readonly looks: number;
  readonly lastVerdict?: { readonly decision: string; readonly words: string; readonly at: string };
  readonly timeline: readonly TimelineEntry[];
  readonly requestedBy: string;
  /** The principal for whom a run or an optimization requested it; nobody when missing. */
  readonly onBehalfOf?: string;
  readonly createdAt: string;
  readonly deadline: string;
}

/** A record with the head of its audit chain, as it was read. */
export type StoredDeployment = DeploymentRecord & { readonly head: Head };

/** Lines kept in the record; older ones stay in the audit. */
const TIMELINE_LIMIT = 60;

export function withLine(record: DeploymentRecord, at: string, words: string): DeploymentRecord {
  return { ...record, timeline: [...record.timeline, { at, words }].slice(-TIMELINE_LIMIT) };
}

/** The reason a deployment carries in its present state, if that state has one. */
export function reasonOf(state: DeploymentState): Reason | undefined {
  return 'reason' in state ? state.reason : undefined;
}
