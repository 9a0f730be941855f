import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvalidInput, type Violation } from '../errors.ts';
import { leastSeconds, type PlanInput, planRollout, STRATEGIES } from './plan.ts';

const TARGETS = ['ecs-pair', 'lambda-alias'] as const;
const input = (changes: Partial<PlanInput> = {}): PlanInput => ({
  strategy: 'canary',
  target: 'ecs-pair',
  capacity: 4,
  metricMarginSeconds: 120,
  ...changes,
});
const weights = (changes: Partial<PlanInput> = {}) => planRollout(input(changes)).map(({ weight }) => weight);

function violations(steps: PlanInput['steps'], changes: Partial<PlanInput> = {}): readonly Violation[] {
  try {
    planRollout(input({ ...changes, steps: steps ?? [] }));
  } catch (error) {
    if (error instanceof InvalidInput) return error.detail.violations ?? [];
    throw error;
  }
  return [];
}

describe('the weights of a strategy', () => {
  it('are known for three strategies', () => {
    expect(STRATEGIES).toEqual(['blue-green', 'canary', 'rolling']);
  });

  it.each<[string, Partial<PlanInput>, number[]]>([
    ['blue-green passes through a split', { strategy: 'blue-green' }, [10, 100]],
    ['blue-green with a split of its own', { strategy: 'blue-green', trafficSplit: 30 }, [30, 100]],
    ['blue-green with everything as its split', { strategy: 'blue-green', trafficSplit: 100 }, [100]],
    ['blue-green at once', { strategy: 'blue-green', trafficSplit: 'all-at-once' }, [100]],
    ['canary', { strategy: 'canary' }, [5, 25, 50, 100]],
    ['canary that begins smaller', { strategy: 'canary', trafficSplit: 1 }, [1, 5, 25, 50, 100]],
    ['canary that begins at a usual weight', { strategy: 'canary', trafficSplit: 25 }, [25, 50, 100]],
    ['canary that begins between two', { strategy: 'canary', trafficSplit: 40 }, [40, 50, 100]],
    ['canary that begins with everything', { strategy: 'canary', trafficSplit: 100 }, [100]],
    ['canary at once', { strategy: 'canary', trafficSplit: 'all-at-once' }, [100]],
    ['rolling over four tasks', { strategy: 'rolling', capacity: 4 }, [25, 50, 75, 100]],
    ['rolling over more tasks than batches', { strategy: 'rolling', capacity: 40 }, [25, 50, 75, 100]],
    ['rolling over three tasks', { strategy: 'rolling', capacity: 3 }, [33, 67, 100]],
    ['rolling over two tasks', { strategy: 'rolling', capacity: 2 }, [50, 100]],
    ['rolling over one task', { strategy: 'rolling', capacity: 1 }, [100]],
    ['rolling over no task', { strategy: 'rolling', capacity: 0 }, [100]],
    ['rolling in batches of a given size', { strategy: 'rolling', trafficSplit: 30 }, [30, 60, 90, 100]],
    ['rolling in halves', { strategy: 'rolling', trafficSplit: 50, capacity: 40 }, [50, 100]],
    ['rolling at once', { strategy: 'rolling', trafficSplit: 'all-at-once' }, [100]],
    [
      'rolling on an alias, which has no tasks',
      { strategy: 'rolling', target: 'lambda-alias', capacity: 1 },
      [25, 50, 75, 100],
    ],
    ['the way back', { strategy: 'canary', trafficSplit: 5, direct: true }, [100]],
    ['the way back, rolling', { strategy: 'rolling', direct: true }, [100]],
    ['steps that were given', { steps: [{ weight: 7 }, { weight: 100 }], trafficSplit: 50 }, [7, 100]],
  ])('%s', (_what, changes, wanted) => {
    expect(weights(changes)).toEqual(wanted);
  });

  it('rise to 100 whatever is asked for', () => {
    const anyInput = fc.record(
      {
        strategy: fc.constantFrom(...STRATEGIES),
        target: fc.constantFrom(...TARGETS),
        capacity: fc.nat(200),
        metricMarginSeconds: fc.nat(300),
        trafficSplit: fc.oneof(fc.integer({ min: 1, max: 100 }), fc.constant('all-at-once' as const)),
        bakeSeconds: fc.integer({ min: 1, max: 100_000 }),
        minRequests: fc.integer({ min: 1, max: 1_000_000 }),
        direct: fc.boolean(),
      },
      { requiredKeys: ['strategy', 'target', 'capacity', 'metricMarginSeconds'] },
    );
    fc.assert(
      fc.property(anyInput, (asked) => {
        const steps = planRollout(asked);
        expect(steps.at(-1)?.weight).toBe(100);
        for (const [index, { weight, deadlineSeconds, bakeSeconds, comparison }] of steps.entries()) {
          expect(weight).toBeGreaterThan(steps[index - 1]?.weight ?? 0);
          expect(Number.isInteger(weight)).toBe(true);
          expect(deadlineSeconds).toBeGreaterThan(bakeSeconds);
          expect(comparison).toBe(weight === 100 ? 'historical' : 'concurrent');
        }
      }),
    );
  });
});

describe('the rest of a step', () => {
  it('has defaults', () => {
    expect(planRollout(input({ strategy: 'blue-green' }))).toEqual([
      { weight: 10, bakeSeconds: 300, minRequests: 50, deadlineSeconds: 980, comparison: 'concurrent' },
      { weight: 100, bakeSeconds: 300, minRequests: 50, deadlineSeconds: 980, comparison: 'historical' },
    ]);
  });

  it('takes what is given for all steps, and for one step before that', () => {
    const steps = [{ weight: 10, bakeSeconds: 60, minRequests: 5, deadlineSeconds: 61 }, { weight: 100 }];
    expect(planRollout(input({ steps, bakeSeconds: 120, minRequests: 7 }))).toEqual([
      { weight: 10, bakeSeconds: 60, minRequests: 5, deadlineSeconds: 61, comparison: 'concurrent' },
      { weight: 100, bakeSeconds: 120, minRequests: 7, deadlineSeconds: 900, comparison: 'historical' },
    ]);
  });

  it('waits at least a quarter of an hour for evidence, or twice the least time', () => {
    const deadline = (bakeSeconds: number) => planRollout(input({ bakeSeconds }))[0]?.deadlineSeconds;
    expect(deadline(60)).toBe(900);
    expect(deadline(3600)).toBe(2 * (10 + 61 * 60 + 120));
  });

  it('moves capacity with the weight only in rolling updates of ECS', () => {
    const capacities = (changes: Partial<PlanInput>) =>
      planRollout(input(changes)).map(({ capacity }) => capacity);
    expect(capacities({ strategy: 'rolling', capacity: 2 })).toEqual([50, 100]);
    expect(capacities({ strategy: 'rolling', target: 'lambda-alias' })).toEqual(Array(4).fill(undefined));
    expect(capacities({ strategy: 'canary', trafficSplit: 100 })).toEqual([undefined]);
    expect(capacities({ strategy: 'rolling', direct: true })).toEqual([undefined]);
    const [first] = planRollout(input({ strategy: 'canary' }));
    expect(first && 'capacity' in first).toBe(false);
  });
});

describe('leastSeconds', () => {
  it.each([
    [1, 0, 130],
    [60, 0, 130],
    [61, 0, 190],
    [120, 0, 190],
    [60, 120, 250],
    [0, 0, 130],
  ])('a bake of %i s with metrics %i s late takes %i s', (bake, margin, seconds) => {
    expect(leastSeconds(bake, margin)).toBe(seconds);
  });
});

describe('steps that make no rollout', () => {
  it.each<[string, PlanInput['steps'], Violation[]]>([
    [
      'no step at all',
      [],
      [
        {
          field: 'steps',
          problem: 'end at weight none',
          allowed: 'a last step of weight 100, so that one version serves',
        },
      ],
    ],
    [
      'an end before 100',
      [{ weight: 50 }],
      [
        {
          field: 'steps',
          problem: 'end at weight 50',
          allowed: 'a last step of weight 100, so that one version serves',
        },
      ],
    ],
    [
      'a weight of 0',
      [{ weight: 0 }, { weight: 100 }],
      [{ field: 'steps.0.weight', problem: 'is 0', allowed: 'a whole percentage from 1 to 100' }],
    ],
    [
      'half a percent',
      [{ weight: 1.5 }, { weight: 100 }],
      [{ field: 'steps.0.weight', problem: 'is 1.5', allowed: 'a whole percentage from 1 to 100' }],
    ],
    [
      'the same weight twice',
      [{ weight: 50 }, { weight: 50 }, { weight: 100 }],
      [{ field: 'steps.1.weight', problem: 'is 50 after 50', allowed: 'a weight above the one before it' }],
    ],
    [
      'a weight that falls',
      [{ weight: 60 }, { weight: 40 }, { weight: 100 }],
      [{ field: 'steps.1.weight', problem: 'is 40 after 60', allowed: 'a weight above the one before it' }],
    ],
    [
      'no time to watch',
      [{ weight: 100, bakeSeconds: 0 }],
      [{ field: 'steps.0.bakeSeconds', problem: 'is 0', allowed: 'a positive number of seconds' }],
    ],
    [
      'a deadline at the end of the bake',
      [{ weight: 100, bakeSeconds: 60, deadlineSeconds: 60 }],
      [{ field: 'steps.0.deadlineSeconds', problem: 'is 60', allowed: 'more seconds than the bake' }],
    ],
    [
      'a deadline within the usual bake',
      [{ weight: 100, deadlineSeconds: 300 }],
      [{ field: 'steps.0.deadlineSeconds', problem: 'is 300', allowed: 'more seconds than the bake' }],
    ],
  ])('%s', (_what, steps, wanted) => {
    expect(violations(steps)).toEqual(wanted);
  });

  it('are told all at once', () => {
    const steps = [
      { weight: 101, bakeSeconds: -1 },
      { weight: 5, bakeSeconds: 9, deadlineSeconds: 9 },
    ];
    expect(violations(steps).map(({ field }) => field)).toEqual([
      'steps.0.weight',
      'steps.0.bakeSeconds',
      'steps.1.weight',
      'steps.1.deadlineSeconds',
      'steps',
    ]);
    expect(() => planRollout(input({ steps }))).toThrow('The steps do not make a rollout.');
  });

  it('a second of watching is enough', () => {
    expect(violations([{ weight: 100, bakeSeconds: 1 }])).toEqual([]);
  });

  it('a deadline just after the bake of all steps is enough', () => {
    expect(violations([{ weight: 100, deadlineSeconds: 61 }], { bakeSeconds: 60 })).toEqual([]);
  });
});
