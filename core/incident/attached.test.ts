import { describe, expect, it } from 'vitest';
import { withChange, withRun } from './attached.ts';
import { at, incident, moment } from './incident.fixture.ts';

const run = { runId: 'run-1', runbook: 'restart', at: at(20) };

describe('a run of a runbook', () => {
  it('is told when it began and when it ended, each once', () => {
    const begun = withRun(incident(), run, moment(20));
    expect(begun.runs).toEqual([run]);
    expect(withRun(begun, run, moment(21))).toBe(begun);
    const ended = withRun(begun, { ...run, outcome: 'SUCCEEDED' }, moment(90));
    expect(ended.runs).toEqual([{ ...run, outcome: 'SUCCEEDED' }]);
    expect(withRun(ended, { ...run, outcome: 'FAILED' }, moment(91))).toBe(ended);
    expect(withRun(ended, run, moment(91))).toBe(ended);
    expect(ended.timeline.slice(1)).toEqual([
      { at: at(20), by: 'runbooks', words: 'Runbook restart (run-1) began.' },
      { at: at(90), by: 'runbooks', words: 'Runbook restart (run-1) ended SUCCEEDED.' },
    ]);
  });

  it('stays beside other runs', () => {
    const both = withRun(withRun(incident(), run, moment(20)), { ...run, runId: 'run-2' }, moment(30));
    const ended = withRun(both, { ...run, outcome: 'FAILED' }, moment(90));
    expect(ended.runs.map(({ runId, outcome }) => [runId, outcome])).toEqual([
      ['run-2', undefined],
      ['run-1', 'FAILED'],
    ]);
  });
});

describe('a change', () => {
  const change = { kind: 'deployment', id: 'dep-1', at: at(0), words: 'v2' } as const;

  it('is attached once, in the order of time', () => {
    const one = withChange(incident(), change);
    expect(withChange(one, { ...change, words: 'v3' })).toBe(one);
    const before = { ...change, id: 'dep-0', at: at(-60) };
    const scaling = { ...change, kind: 'scaling', at: at(60) } as const;
    expect(withChange(withChange(one, scaling), before).changes).toEqual([before, change, scaling]);
  });
});
