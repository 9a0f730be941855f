import { describe, expect, it } from 'vitest';
import { played, scenarioOf } from './played.fixture.ts';
import { report } from './report.ts';
import { score } from './score.ts';
import { summaryOf } from './summary.ts';

const well = score(scenarioOf('cpu-burn'), played());
const missed = score(scenarioOf('cpu-burn'), played({ incidents: [] }));
const summary = summaryOf([well, missed], well.grouped);

describe('the line at the end', () => {
  it('has just what is asked for', () => {
    expect(Object.keys(summary)).toEqual([
      'scenarios',
      'fixable',
      'remediated',
      'wrongActions',
      'mttdMeanSeconds',
      'mttrMeanSeconds',
      'grouping',
      'baselines',
    ]);
    expect(summary).toMatchObject({ scenarios: 2, fixable: 2, remediated: 1, wrongActions: 0 });
    expect([summary.mttdMeanSeconds, summary.mttrMeanSeconds]).toEqual([240, 660]);
  });
});

describe('the report', () => {
  it('names what was missed, with what was done there', () => {
    const grouping = { played: well.grouped, generated: well.grouped, storms: 1 };
    const scored = [well, missed];
    const words = report({ seed: 1, scored, grouping, storm: undefined, summary, toJSON: () => summary });
    expect(words).toContain('1 of 2 (50%)');
    expect(words).toMatch(
      /- cpu-burn: cpu-burn at storefront: no incident was opened\n {2}- 14 min restart storefront/,
    );
  });
});
