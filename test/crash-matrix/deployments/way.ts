import type { StepInput, Strategy } from '../../../core/rollout/plan.ts';

export const TARGETS = ['ecs-pair', 'lambda-alias'] as const;
export type TargetKind = (typeof TARGETS)[number];

/** A strategy on a kind of target. */
export interface Way {
  readonly strategy: Strategy;
  readonly target: TargetKind;
}

const STRATEGIES: readonly Strategy[] = ['blue-green', 'canary', 'rolling'];

export const WAYS: readonly Way[] = STRATEGIES.flatMap((strategy) =>
  TARGETS.map((target) => ({ strategy, target })),
);

export function nameOf({ strategy, target }: Way): string {
  return `${strategy}/${target}`;
}

const BRIEF = { bakeSeconds: 60, minRequests: 20 };

/** As few and as short steps as show what a strategy does. */
export function stepsOf({ strategy }: Way): StepInput[] {
  const weights = strategy === 'canary' ? [25, 50, 100] : [50, 100];
  return weights.map((weight) => ({ weight, ...BRIEF }));
}
