import { describe, expect, it } from 'vitest';
import { example } from './example/runbook.fixture.ts';
import { type FiringSignal, type MatchFacts, match } from './match.ts';
import { at, ms } from './run.fixture.ts';
import type { Runbook, RunbookTrigger } from './runbook.ts';

const signal: FiringSignal = {
  key: 'cpu',
  metric: { namespace: 'AWS/ECS', name: 'CPUUtilization' },
  threshold: { operator: '>', value: 80 },
  since: ms(0),
};
const facts: MatchFacts = {
  signals: [signal],
  service: 'shop',
  target: 'ecs-pair',
  changes: [],
  startedAt: ms(0),
  tried: [],
  now: ms(10),
};
const { targets: _targets, ...base } = example('add-capacity');
const runbook = (name: string, ...triggers: Partial<RunbookTrigger>[]): Runbook => ({
  ...base,
  name,
  triggers: triggers.map((trigger) => ({ metric: 'CPUUtilization', duration: 0, ...trigger })),
});
const found = (triggers: Partial<RunbookTrigger>[], change: Partial<MatchFacts> = {}) =>
  match([runbook('a', ...triggers)], { ...facts, ...change })[0];
const names = (runbooks: readonly Runbook[], change: Partial<MatchFacts> = {}) =>
  match(runbooks, { ...facts, ...change }).map((one) => one.runbook);

describe('match', () => {
  it('tells which signal a runbook answers, and why', () => {
    expect(match([example('add-capacity')], facts)).toEqual([
      {
        runbook: 'add-capacity',
        signal: 'cpu',
        inSeconds: 0,
        score: 7,
        words: 'CPUUtilization is > 80 for 120 s.',
      },
    ]);
    expect(found([{}])?.words).toBe('CPUUtilization fires for 0 s.');
  });

  it.each<[string, boolean]>([
    ['CPUUtilization', true],
    ['CPU', false],
    ['CPU*', true],
    ['*Utilization', true],
    ['*Utilizatio', false],
    ['*Util*', true],
    ['*Mem*', false],
    ['Utilization*', false],
    ['*', true],
    ['cpuutilization', false],
  ])('compares the name with %s: %j', (metric, fits) => {
    expect(found([{ metric }]) !== undefined).toBe(fits);
  });

  it.each<[Partial<RunbookTrigger>, boolean]>([
    [{ namespace: 'AWS/ECS' }, true],
    [{ namespace: 'AWS/Lambda' }, false],
    [{ threshold: '> 80' }, true],
    [{ threshold: '> 70' }, true],
    [{ threshold: '> 90' }, false],
    [{ threshold: '< 90' }, false],
    [{ threshold: 'x' }, false],
  ])('%j: %j', (trigger, answers) => {
    expect(found([trigger]) !== undefined).toBe(answers);
  });

  it('takes no signal for beyond a bound whose source does not say with what it compares', () => {
    const { threshold: _threshold, ...silent } = signal;
    expect(found([{ threshold: '> 1' }], { signals: [silent] })).toBeUndefined();
    expect(found([{}], { signals: [silent] })).toBeDefined();
  });

  it('needs a metric, a target it knows, and not to have been tried', () => {
    const { metric: _metric, ...bare } = signal;
    expect(found([{}], { signals: [bare] })).toBeUndefined();
    expect(found([{}], { tried: ['a'] })).toBeUndefined();
    expect(found([{}], { tried: ['b'] })).toBeDefined();
    const some = [{ ...runbook('a', {}), targets: ['lambda-alias' as const] }];
    expect(names(some)).toEqual([]);
    expect(names(some, { target: 'lambda-alias' })).toEqual(['a']);
  });

  it('says in how many seconds a signal will have fired long enough', () => {
    expect(found([{ duration: 600 }])?.inSeconds).toBe(0);
    expect(found([{ duration: 660 }])?.inSeconds).toBe(60);
    expect(found([{ duration: 660 }], { now: ms(10) + 1 })?.inSeconds).toBe(60);
    expect(found([{ duration: 60 }])?.inSeconds).toBe(0);
  });

  describe('after a change', () => {
    const afterChange = { kind: 'deployment' as const, withinSeconds: 600 };
    const change = (minutes: number, kind: 'deployment' | 'scaling' = 'deployment') => ({
      changes: [{ kind, id: 'dep-1', at: at(minutes), words: 'the deployment of v2' }],
      startedAt: ms(20),
    });

    it.each([
      [10, 'deployment', true],
      [20, 'deployment', true],
      [9, 'deployment', false],
      [21, 'deployment', false],
      [15, 'scaling', false],
    ] as const)('at %d of %s: %j', (minutes, kind, answers) => {
      expect(found([{ afterChange }], change(minutes, kind)) !== undefined).toBe(answers);
    });

    it('is told, and comes before anything else', () => {
      expect(found([{ afterChange }], change(15))).toMatchObject({
        score: 9,
        words: 'CPUUtilization fires for 0 s after the deployment of v2.',
      });
      const near = runbook('near', { namespace: 'AWS/ECS', threshold: '> 80' });
      expect(names([near, runbook('after', { metric: '*', afterChange })], change(15))).toEqual([
        'after',
        'near',
      ]);
      expect(names([near, runbook('after', { afterChange })], {})).toEqual(['near']);
    });
  });

  it('ranks a bound before a namespace before an exact name before a pattern', () => {
    const all = [
      runbook('pattern', { metric: 'CPU*' }),
      runbook('name', {}),
      runbook('namespace', { metric: 'CPU*', namespace: 'AWS/ECS' }),
      runbook('bound', { metric: 'CPU*', threshold: '> 80' }),
    ];
    expect(names(all)).toEqual(['bound', 'namespace', 'name', 'pattern']);
    expect(match(all, facts).map(({ score }) => score)).toEqual([4, 2, 1, 0]);
  });

  it('ranks equals by what may begin first, then by name', () => {
    const all = ['b', 'a', 'c', 'd'].map((name) => runbook(name, { duration: name === 'b' ? 900 : 0 }));
    expect(names(all)).toEqual(['a', 'c', 'd', 'b']);
    expect(names([...all].reverse())).toEqual(['a', 'c', 'd', 'b']);
  });

  it('takes the nearest of a runbook’s triggers and signals', () => {
    const memory: FiringSignal = {
      key: 'memory',
      metric: { namespace: 'AWS/ECS', name: 'MemoryUtilization' },
      since: ms(9),
    };
    const triggers = [{ metric: '*' }, { metric: 'MemoryUtilization', namespace: 'AWS/ECS' }];
    const signals = [signal, memory];
    expect(found(triggers, { signals })).toMatchObject({ signal: 'memory', score: 3 });
    expect(found([{ metric: '*', duration: 300 }], { signals: [memory, signal] })).toMatchObject({
      signal: 'cpu',
    });
  });
});
