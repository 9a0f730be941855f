import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compare } from './baseline.ts';
import { choose } from './choice.ts';
import { functionFacts, hours, REPORT, taskFacts } from './facts.fixture.ts';
import { realisedOf, totalsOf } from './ledger.ts';
import { METRICS } from './measures.ts';
import { memorySize, slowdown } from './memory-sizes.ts';
import { followed, isSettled, type Optimization } from './optimization.ts';
import { quantile } from './period.ts';
import { poolsOf } from './pools.ts';
import { recommendationsFor } from './recommendation.ts';
import { RULES } from './rules.ts';
import { latestDiffers } from './same-function.ts';
import { taskSize } from './task-sizes.ts';
import { baselineOf, TIME_WINDOWS, windowOf } from './window.ts';

const amount = fc.double({ min: 0.001, max: 1e6, noNaN: true });
const now = Date.UTC(2026, 2, 11, 9, 7);
const DAY_MS = 86_400_000;

describe('a window', () => {
  it('is compared with the same weekday and hours, and overlaps none of them', () => {
    fc.assert(
      fc.property(fc.constantFrom(...TIME_WINDOWS), fc.integer({ min: 0, max: 1e12 }), (name, at) => {
        const span = windowOf(name, at);
        for (const [index, week] of baselineOf(span).entries()) {
          expect(span.from - week.from).toBe((index + 1) * 7 * DAY_MS);
          expect(week.to).toBeLessThanOrEqual(span.from);
        }
      }),
    );
  });
});

describe('a comparison', () => {
  it('is never made of what is missing, and never called worse within what is ordinary', () => {
    fc.assert(
      fc.property(fc.array(amount, { maxLength: 4 }), fc.option(amount), (weeks, value) => {
        const { verdict, baseline } = compare(
          'latency',
          value === null ? {} : { latency: value },
          weeks.map((latency) => ({ latency })),
        );
        if (value === null) expect(verdict).toBe('NO_DATA');
        else if (weeks.length < 2) expect(verdict).toBe('NO_BASELINE');
        else if (value > (quantile(weeks, 1) ?? 0) * 10) expect(verdict).toBe('WORSE');
        else if (baseline && value >= baseline.low * 1.001 && value <= baseline.high * 0.999)
          expect(verdict).toBe('NORMAL');
      }),
    );
  });

  it('knows which way is worse', () => {
    const weeks = [1, 1, 1, 1];
    expect(
      compare(
        'throughput',
        { throughput: 0.1 },
        weeks.map((throughput) => ({ throughput })),
      ).verdict,
    ).toBe('WORSE');
    expect(
      compare(
        'latency',
        { latency: 0.1 },
        weeks.map((latency) => ({ latency })),
      ).verdict,
    ).toBe('BETTER');
    expect(
      compare(
        'errors',
        { errors: 0.0005 },
        weeks.map(() => ({ errors: 0 })),
      ).verdict,
    ).toBe('NORMAL');
  });
});

describe('sizes', () => {
  it('of memory are the next that is enough, and a slowdown lies within its bounds', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_240 }),
        fc.integer({ min: 128, max: 10_240 }),
        (least, from) => {
          const size = memorySize(least) ?? 0;
          expect(size).toBeGreaterThanOrEqual(least);
          const { low, expected, high } = slowdown(from, size, []);
          expect(low).toBeLessThanOrEqual(expected);
          expect(expected).toBeLessThanOrEqual(high);
          if (size < from) expect(low).toBe(1);
          if (size > from) expect(high).toBe(1);
        },
      ),
    );
  });

  it('of tasks are such as Fargate has, with at least so much of both', () => {
    const legal = new Map([
      [256, [512, 1024, 2048]],
      [512, [1024, 2048, 3072, 4096]],
    ]);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 512 }), fc.integer({ min: 1, max: 4096 }), (cpu, memoryMb) => {
        const size = taskSize(cpu, memoryMb);
        expect(size?.cpu).toBeGreaterThanOrEqual(cpu);
        expect(size?.memoryMb).toBeGreaterThanOrEqual(memoryMb);
        const allowed = legal.get(size?.cpu ?? 0);
        if (allowed) expect(allowed).toContain(size?.memoryMb);
      }),
    );
  });

  it('are learned from sizes that were seen', () => {
    const seen = [REPORT, { ...REPORT, memoryMb: 512, meanMs: 200 }];
    expect(slowdown(1024, 512, seen)).toMatchObject({ measured: true, expected: 2 });
  });
});

describe('a recommendation', () => {
  it('of less never goes below what was used, whatever was measured', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 100, noNaN: true }),
        fc.double({ min: 0, max: 100, noNaN: true }),
        fc.constantFrom(256, 512, 1024, 2048, 4096),
        (cpuMaxPercent, memoryMaxPercent, cpu) => {
          const facts = taskFacts({ cpu, memoryMb: cpu * 2 }, { cpuMaxPercent, memoryMaxPercent });
          for (const { change, rule } of recommendationsFor(RULES, facts, METRICS)) {
            if (change.type !== 'task-size' || rule !== 'task-size-spare') continue;
            expect(change.cpu * 0.8).toBeGreaterThanOrEqual((cpuMaxPercent / 100) * cpu - 1e-6);
            expect(change.memoryMb * 0.8).toBeGreaterThanOrEqual((memoryMaxPercent / 100) * cpu * 2 - 1e-6);
            expect(change.cpu * 2).toBeGreaterThanOrEqual(cpu);
          }
        },
      ),
    );
  });

  it('is not made of periods that measured nothing', () => {
    const empty = functionFacts({}, { window: [], sizing: [], reports: [] });
    expect(recommendationsFor(RULES, empty, METRICS)).toEqual([]);
    const idle = taskFacts();
    expect(recommendationsFor(RULES, { ...idle, sizing: hours({}, 0), window: [] }, METRICS)).toEqual([]);
  });
});

const OPTIMIZATION: Optimization = {
  id: 'opt-1',
  rule: 'function-memory-spare',
  change: { type: 'function-setting', memoryMb: 512 },
  undo: { type: 'tasks', taskDefinition: 'shop:1' },
  action: 'Set it.',
  effects: [
    { metric: 'cost', low: -50, expected: -30, high: 0 },
    { metric: 'latency', low: 0, high: 100 },
  ],
  before: { cost: 2, latency: 100 },
  planHash: 'hash',
  at: new Date(now - 40 * DAY_MS).toISOString(),
  by: 'me',
  state: { name: 'DEPLOYING', version: '2', deploymentId: 'dep-1' },
};
const daysAgo = (days: number) => new Date(now - days * DAY_MS).toISOString();
const carried = { version: '2', deploymentId: 'dep-1' };

describe('the choice of what is applied', () => {
  const recommendations = recommendationsFor(RULES, functionFacts({ timeoutSeconds: 300 }), METRICS);
  const code = (optimizations: readonly Optimization[], obstacle?: string) =>
    choose(recommendations, { now, optimizations, ...(obstacle !== undefined && { obstacle }) }).choices.map(
      (one) => one.code,
    );

  it('is one of low risk that a deployment can carry, at most', () => {
    const { chosen, choices } = choose(recommendations, { now, optimizations: [] });
    expect(chosen?.rule).toBe('function-memory-spare');
    expect(choices.map((one) => one.code)).toEqual(['CHOSEN', 'ONE_AT_A_TIME']);
    fc.assert(
      fc.property(fc.subarray(recommendations), fc.boolean(), (some, stands) => {
        const made = choose(some, { now, optimizations: [], ...(stands && { obstacle: 'no' }) });
        expect(made.choices).toHaveLength(some.length);
        expect(made.choices.filter((one) => one.code === 'CHOSEN').length).toBe(made.chosen ? 1 : 0);
        if (made.chosen) expect(made.chosen.risk.level).toBe('LOW');
        if (stands) expect(made.chosen).toBeUndefined();
      }),
    );
  });

  it('is nothing while one is under way, for a week after one was applied, or for a month the same again', () => {
    expect(code([OPTIMIZATION])).toEqual(['UNDER_WAY', 'UNDER_WAY']);
    expect(code([], 'A deployment.')).toEqual(['OBSTACLE', 'OBSTACLE']);
    const applied = (days: number): Optimization => ({
      ...OPTIMIZATION,
      state: { name: 'APPLIED', ...carried, at: daysAgo(days) },
    });
    expect(code([applied(6)])).toEqual(['COOLDOWN', 'COOLDOWN']);
    expect(code([applied(8)])[0]).toBe('CHOSEN');
    const undone = (days: number): Optimization => ({
      ...OPTIMIZATION,
      state: { name: 'UNDONE', ...carried, at: daysAgo(days), why: 'worse' },
    });
    expect(code([undone(29)])).toEqual(['TRIED', 'CHOSEN']);
    expect(code([undone(31)])[0]).toBe('CHOSEN');
  });
});

describe('an optimization', () => {
  it.each([
    ['PROMOTED', 'APPLIED'],
    ['ROLLED_BACK', 'UNDONE'],
    ['ABORTED', 'UNDONE'],
    ['REFUSED', 'UNDONE'],
    ['FAILED', 'UNDONE'],
    ['BAKING', 'DEPLOYING'],
    ['PAUSED', 'DEPLOYING'],
  ] as const)('whose deployment is %s is %s', (name, expected) => {
    const state = followed(OPTIMIZATION.state, { name, at: daysAgo(1), why: 'why' });
    expect(state.name).toBe(expected);
    expect(isSettled(state)).toBe(expected !== 'DEPLOYING');
    // What has come to its end stays there.
    expect(followed({ name: 'FAILED', at: '', why: '' }, { name, at: '', why: '' }).name).toBe('FAILED');
  });

  it('is measured against what was estimated, and missing is not as estimated', () => {
    const verdicts = (after: object) => realisedOf(OPTIMIZATION, after).map(({ verdict }) => verdict);
    expect(verdicts({ cost: 1.2, latency: 150 })).toEqual(['AS_ESTIMATED', 'AS_ESTIMATED']);
    expect(verdicts({ cost: 0.5, latency: 250 })).toEqual(['BETTER', 'WORSE']);
    expect(verdicts({})).toEqual(['NO_DATA', 'NO_DATA']);
    fc.assert(
      fc.property(amount, amount, (before, after) => {
        const [one] = realisedOf(
          { effects: [{ metric: 'cost', low: -50, high: 0 }], before: { cost: before } },
          { cost: after },
        );
        expect(one?.realised).toBeCloseTo((after / before - 1) * 100, 0);
      }),
      { numRuns: 50 },
    );
  });

  it('counts in the ledger by how it came out', () => {
    const realised = realisedOf(OPTIMIZATION, { cost: 1.2 });
    const applied: Optimization = {
      ...OPTIMIZATION,
      state: { name: 'APPLIED', ...carried, at: daysAgo(9) },
      realised,
    };
    expect(totalsOf([OPTIMIZATION, applied])).toEqual({
      applied: 1,
      undone: 0,
      failed: 0,
      measured: 1,
      effects: { AS_ESTIMATED: 1, BETTER: 0, WORSE: 0, NO_DATA: 1 },
    });
  });
});

describe('what is read of a function', () => {
  it('is only the size of pools, of all its variables', () => {
    expect(
      poolsOf({ DB_POOL_SIZE: '10', SECRET: '7', POOL_SIZE: 'many', PG_POOL: '0', MAX_CONNECTIONS: '5' }),
    ).toEqual([
      { variable: 'DB_POOL_SIZE', size: 10 },
      { variable: 'MAX_CONNECTIONS', size: 5 },
    ]);
  });

  it('differs where code or variables do, and names no values', () => {
    const live = { CodeSha256: 'a', Environment: { Variables: { A: 'secret' } } };
    expect(latestDiffers(live, { ...live })).toEqual([]);
    expect(latestDiffers({ ...live, CodeSha256: 'b' }, live)).toEqual(['CodeSha256']);
    expect(latestDiffers({ ...live, Environment: { Variables: { A: 'b' } } }, live)).toEqual(['Environment']);
  });

  it('differs, too, where AWS shows neither value', () => {
    const hidden = { Error: { ErrorCode: 'AccessDeniedException', Message: 'Lambda could not decrypt.' } };
    const words = ['Environment cannot be read: AccessDeniedException'];
    expect(latestDiffers({ Environment: hidden }, { Environment: hidden })).toEqual(words);
    expect(latestDiffers({ Environment: hidden }, { Environment: { Variables: {} } })).toEqual(words);
    expect(latestDiffers({}, { ImageConfigResponse: { Error: {} } })).toEqual([
      'ImageConfigResponse cannot be read: no reason given',
    ]);
  });
});
