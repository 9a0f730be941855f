import type { StateName } from '../rollout/state.ts';
import type { Realised } from './ledger.ts';
import type { Measures } from './measures.ts';
import type { Revision } from './recommendation.ts';
import type { Effect } from './rule.ts';

/** What is put back, written down before anything is changed. */
export type Undo =
  | {
      readonly type: 'function';
      /** Whose $LATEST it is: the service may be registered as another function meanwhile. */
      readonly functionName: string;
      /** The published version that serves. */
      readonly version: string;
      /** What $LATEST has; a version is published from it, and it gets this back at once. */
      readonly latest: FunctionSize;
      /** What the new version is to have. */
      readonly wanted: FunctionSize;
    }
  | { readonly type: 'tasks'; readonly taskDefinition: string };

export interface FunctionSize {
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
}

/** Where an optimization stands; times are ISO 8601. A deployment decides what becomes of it. */
export type OptimizationState =
  | {
      readonly name: 'BEGUN';
      /** The revision, once it is made. */
      readonly version?: string;
    }
  | { readonly name: 'DEPLOYING'; readonly version: string; readonly deploymentId: string }
  | { readonly name: 'APPLIED'; readonly version: string; readonly deploymentId: string; readonly at: string }
  | {
      readonly name: 'UNDONE';
      readonly version: string;
      readonly deploymentId: string;
      readonly at: string;
      readonly why: string;
    }
  /** It never came to a deployment; everything is as it was. */
  | { readonly name: 'FAILED'; readonly at: string; readonly why: string };

/** One recommendation that was taken. */
export interface Optimization {
  readonly id: string;
  readonly rule: string;
  readonly change: Revision;
  readonly undo: Undo;
  /** What to do, as it was recommended. */
  readonly action: string;
  readonly effects: readonly Effect[];
  /** What was measured before, by metric. */
  readonly before: Measures;
  readonly planHash: string;
  readonly at: string;
  readonly by: string;
  /** Tells a repeat of the same call from another one. */
  readonly call?: string;
  readonly state: OptimizationState;
  /** What came of the effects, once it was measured. */
  readonly realised?: readonly Realised[];
}

export const KEPT_OPTIMIZATIONS = 20;

/** What is known of the deployment that carries it. */
export interface Carrier {
  readonly name: StateName;
  readonly at: string;
  readonly why: string;
}

/** Its state, as the deployment that carries it has come out by now. */
export function followed(state: OptimizationState, carrier: Carrier): OptimizationState {
  if (state.name !== 'DEPLOYING') return state;
  const { version, deploymentId } = state;
  switch (carrier.name) {
    case 'PROMOTED':
      return { name: 'APPLIED', version, deploymentId, at: carrier.at };
    case 'ROLLED_BACK':
    case 'ABORTED':
    case 'REFUSED':
    case 'FAILED':
      return {
        name: 'UNDONE',
        version,
        deploymentId,
        at: carrier.at,
        why: `${carrier.name}: ${carrier.why}`,
      };
    default:
      return state;
  }
}

/** Whether nothing more happens to it. */
export function isSettled({ name }: OptimizationState): boolean {
  return name !== 'BEGUN' && name !== 'DEPLOYING';
}
