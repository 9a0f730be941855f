import { describe, expect, it } from 'vitest';
import { Account } from '../account/account.ts';
import { VirtualClock } from '../clock/virtual-clock.ts';
import { asJson, isRight, playAll } from './demo.ts';
import { Invariants } from './invariants.ts';
import { inLanes } from './lanes.ts';
import type { Result } from './measure.ts';
import { SCENARIOS } from './scenarios.ts';
import { openStage, type Stage } from './stage.ts';
import { table } from './table.ts';

const result: Result = {
  name: 'canary-failing',
  strategy: 'canary',
  target: 'ecs',
  expected: 'ROLLED_BACK',
  outcome: 'ROLLED_BACK',
  requests: 5_000,
  failedRequests: 12,
  exposure: 0.0512,
  secondsToVerdict: 231,
  secondsToRollback: null,
};

async function onModel(play: (stage: Stage) => Promise<void>): Promise<void> {
  const clock = new VirtualClock();
  const stage = await openStage(new Account({ plane: 'model', clock, seed: 5 }), clock, 100);
  try {
    await play(stage);
  } finally {
    await stage.close();
  }
}

describe('the demo on the model of the users’ side', () => {
  it.each(['canary-failing', 'rolling-slow', 'abort'])(
    'plays %s as expected, with no invariant violated',
    async (name) => {
      const scenarios = SCENARIOS.filter((scenario) => scenario.name === name);
      const said: string[] = [];
      await onModel(async (stage) => {
        const report = await playAll(stage, scenarios, 1, (_, words) => said.push(words));
        expect(report.invariants.violations).toEqual([]);
        expect(report.invariants.checked).toBeGreaterThan(500);
        expect(report.results[0]?.outcome).toBe(scenarios[0]?.expected);
        expect(isRight(report)).toBe(true);
      });
      expect(said.at(-1)).toContain(scenarios[0]?.expected);
    },
  );

  it('reports a scenario that breaks down, and goes on with the others', async () => {
    const [scenario] = SCENARIOS;
    if (!scenario) throw new Error('There is no scenario.');
    const fails = async () => {
      throw new Error('no such button');
    };
    await onModel(async (stage) => {
      const report = await playAll(stage, [{ ...scenario, steps: [fails] }], 1, () => undefined);
      expect(report.results).toMatchObject([{ outcome: 'BROKE_DOWN' }]);
      expect(isRight(report)).toBe(false);
    });
  });
});

describe('the report', () => {
  it('is wrong when an outcome or an invariant is', () => {
    const invariants = new Invariants();
    expect(isRight({ results: [result], invariants })).toBe(true);
    expect(isRight({ results: [{ ...result, outcome: 'PROMOTED' }], invariants })).toBe(false);
    invariants.note('abort', { invariant: 'sum', holds: true, words: '' });
    invariants.note('abort', { invariant: 'sum', holds: false, words: '90 are configured' });
    invariants.note('abort', { invariant: 'sum', holds: false, words: '80 are configured' });
    expect(isRight({ results: [result], invariants })).toBe(false);
    const named = [{ scenario: 'abort', invariant: 'sum', words: '90 are configured', times: 2 }];
    expect(asJson({ results: [result], invariants })).toEqual({
      scenarios: [result],
      invariants: { checked: 3, violations: 1, named },
    });
  });

  it('is a table for people', () => {
    const wrong = { ...result, name: 'abort', outcome: 'FAILED', exposure: null, secondsToRollback: 7 };
    expect(table([result, wrong]).split('\n')).toEqual([
      'scenario        target  strategy  outcome                  requests  failed  exposure  verdict  rollback',
      '-'.repeat(104),
      'canary-failing  ecs     canary    ROLLED_BACK                  5000      12      5.1%    231 s',
      'abort           ecs     canary    FAILED, not ROLLED_BACK      5000      12              231 s       7 s',
    ]);
  });
});

describe('inLanes', () => {
  it('works on so many at a time, and answers in order', async () => {
    const clock = new VirtualClock();
    let now = 0;
    let most = 0;
    const answers = await inLanes(2, [30, 10, 10, 5], async (milliseconds) => {
      now += 1;
      most = Math.max(most, now);
      await clock.sleep(milliseconds);
      now -= 1;
      return milliseconds;
    });
    expect(answers).toEqual([30, 10, 10, 5]);
    expect(most).toBe(2);
  });
});

describe('the scenarios', () => {
  it('have names of their own, which are names of services too', () => {
    const names = SCENARIOS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z][a-z0-9-]{0,26}$/);
  });
});
