import { describe, expect, it } from 'vitest';
import { loadScenarios } from '../../bench/incidents/load.ts';
import { ACTS, ENDS } from './acts.ts';
import { perform } from './demo.ts';
import { excerptOf } from './excerpt.ts';
import { table } from './outcome.ts';

const scenarios = loadScenarios();

describe('the acts', () => {
  it('are scenarios of the suite, and expect what their labels say', () => {
    const wrong = ACTS.filter(({ scenario, expected }) => {
      const { labels = [] } = scenarios.find(({ id }) => id === scenario) ?? {};
      return labels.length === 0 || labels.some(({ end }) => ENDS[end] !== expected);
    });
    expect(wrong).toEqual([]);
  });

  it('show real faults of different kinds', () => {
    const kinds = ACTS.map(({ scenario }) => scenarios.find(({ id }) => id === scenario)?.faults[0]?.kind);
    expect(new Set(kinds).size).toBeGreaterThanOrEqual(6);
  });
});

describe('an act', () => {
  it('is told from the fault to the postmortem, in the order of time, and ends as expected', async () => {
    const act = ACTS.find(({ scenario }) => scenario === 'throttled-function');
    if (act === undefined) throw new Error('The act is missing.');
    const lines: string[] = [];
    const outcome = await perform(act, scenarios, (line) => lines.push(line));
    expect(outcome).toMatchObject({ right: true, wrongActions: 0, runbooks: ['lambda-throttles SUCCEEDED'] });
    const parts = [
      'fault ',
      'is ALARM',
      'incident ',
      'plan ',
      'VERIFIED',
      'is OK',
      'SUCCEEDED',
      'end ',
      'postmortem ',
    ];
    const first = parts.map((part) => lines.findIndex((line) => line.includes(part)));
    expect(first).toEqual(first.toSorted((one, other) => one - other));
    expect(first).not.toContain(-1);
    expect(table([outcome])).toContain('repaired and verified');
  }, 120_000);

  it('that breaks down is an outcome that is not right', async () => {
    const [act] = ACTS;
    if (act === undefined) throw new Error('There is no act.');
    const [scenario] = scenarios.filter(({ id }) => id === act.scenario);
    const broken = scenarios.map((one) => (one === scenario ? { ...one, load: { nowhere: 1 } } : one));
    const outcome = await perform(act, broken, () => undefined);
    expect(outcome.right).toBe(false);
    expect(outcome.outcome).toMatch(/broke down: There is no service nowhere/);
  });
});

describe('an excerpt', () => {
  it('has the first lines of what is read first, without marks', () => {
    const markdown =
      '# P\n\n## Summary\n\nAll\\-clear\\.\n\n## Times\n\n- x\n\n## Action items\n\n- [ ] a\n- [ ] b\n- [ ] c\n- [ ] d\n';
    expect(excerptOf(markdown)).toEqual([
      'Summary: All-clear.',
      'Action items: a',
      'Action items: b',
      'Action items: c',
    ]);
  });
});
