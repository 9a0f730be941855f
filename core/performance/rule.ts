import type { Facts, FunctionSetting, TaskSetting } from './facts.ts';
import type { Metric } from './measures.ts';

/** What is set otherwise. */
export type Change =
  | { readonly type: 'function-setting'; readonly memoryMb?: number; readonly timeoutSeconds?: number }
  | { readonly type: 'task-size'; readonly cpu: number; readonly memoryMb: number }
  | { readonly type: 'reserved-concurrency'; readonly executions: number }
  | { readonly type: 'provisioned-concurrency'; readonly environments: number }
  | { readonly type: 'pool-size'; readonly variable: string; readonly size: number };

export const RISKS = ['LOW', 'MEDIUM', 'HIGH'] as const;

/** What it does to a metric, in percent of what it is now; negative is less. */
export interface Effect {
  readonly metric: Metric;
  readonly low: number;
  readonly high: number;
  /** Missing where the evidence says no more than the interval. */
  readonly expected?: number;
}

/** What a rule found of one service. */
export interface Finding {
  readonly change: Change;
  /** What to do, in the imperative. */
  readonly action: string;
  /** What was seen. Names in it are untrusted text. */
  readonly evidence: string;
  readonly effects: readonly Effect[];
  readonly risk: { readonly level: (typeof RISKS)[number]; readonly why: string };
  /** Dollars a month by which it costs less; negative where it costs more. */
  readonly saving?: { readonly low: number; readonly expected: number; readonly high: number };
}

interface RuleOf<S extends FunctionSetting | TaskSetting> {
  /** The file's name. */
  readonly name: string;
  readonly on: S['type'];
  readonly title: string;
  /** What it is about: it says nothing where that was not asked for. */
  readonly metric: Metric;
  /** How it is undone. */
  readonly undo: string;
  /** Undefined where nothing is to be changed, or too little is known to say so. */
  readonly find: (facts: Facts<S>) => Finding | undefined;
}

export type FunctionRule = RuleOf<FunctionSetting>;
export type TaskRule = RuleOf<TaskSetting>;
export type PerformanceRule = FunctionRule | TaskRule;

export const UNDO_FUNCTION =
  'The alias goes back to the version before, which stays published; the settings of $LATEST are as they were.';
export const UNDO_TASKS = 'Deploy the former task definition; it stays registered.';
