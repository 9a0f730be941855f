import type { Strategy } from '../../core/rollout/plan.ts';
import type { StorefrontOptions } from '../samples/storefront.ts';
import type { Run } from './run.ts';

export type TargetKind = 'ecs' | 'lambda';

/** How a deployment ends when everything works as it should; FAILED never is what a scenario expects. */
export type Outcome = 'PROMOTED' | 'ROLLED_BACK' | 'ABORTED' | 'REFUSED';

/** Something an operator does, a mishap, or a wait until the account has come to a point. */
export type Step = (run: Run) => Promise<void>;

/** What must hold from the bad version's first request until the old version has all traffic again. */
export interface Limits {
  /** Sandbox seconds. */
  readonly seconds: number;
  /** Share of that window's requests that failed. */
  readonly failedShare: number;
}

/** One story of the demo, told on a service of its own that gets traffic from beginning to end. */
export interface Scenario {
  /** Names the service too. */
  readonly name: string;
  readonly target: TargetKind;
  readonly strategy: Strategy;
  readonly steps: readonly Step[];
  /** How its last deployment must end. */
  readonly expected: Outcome;
  /** The version that must serve everything at the end, as its answers name it. */
  readonly serves: string;
  /** A version that is bad by design, as its answers name it: only its requests may fail. */
  readonly bad?: string;
  /** The bad version must not get a single request of a user. */
  readonly unseen?: true;
  readonly limits?: Limits;
  /** How the pair is made, where it is not as usual. */
  readonly pair?: Pick<StorefrontOptions, 'desiredCount' | 'production' | 'testPath'>;
  /** Seconds for which the old version stays warm after a promotion; the product's default when missing. */
  readonly rollbackWindowSeconds?: number;
}
