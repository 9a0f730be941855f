import { describe, expect, it } from 'vitest';
import { term } from './objective.fixture.ts';
import type { PlainIndicator } from './objective.ts';
import { ofVersion, type VersionTerm } from './of-version.ts';

/** `new*` and `old*` are of one version each, `both*` can be asked by version, `edge*` is of neither. */
const ofNew: VersionTerm = (one) => {
  if (one.metric.startsWith('new')) return one;
  if (one.metric.startsWith('both')) return { ...one, dimensions: { Version: '2' } };
  return one.metric.startsWith('old') || one.metric.startsWith('edge') ? 'other' : 'all';
};
const ratio = (counted: string[], total: string[]): PlainIndicator => ({
  kind: 'ratio',
  counts: 'bad',
  counted: counted.map((metric) => term(metric)),
  total: total.map((metric) => term(metric)),
});

describe('an indicator of one version', () => {
  it('keeps the metrics of that version and leaves those of the other and of neither out', () => {
    const whole = ratio(['newErrors', 'oldErrors', 'edgeErrors'], ['oldAll', 'newAll']);
    expect(ofVersion(whole, ofNew)).toEqual(ratio(['newErrors'], ['newAll']));
  });
  it('asks by version what can be asked so', () => {
    const versioned = { ...term('bothErrors'), dimensions: { Version: '2' } };
    expect(ofVersion(ratio(['bothErrors'], ['newAll']), ofNew)).toMatchObject({ counted: [versioned] });
  });
  it.each([
    ['a counted metric of all', ratio(['newErrors', 'errors'], ['newAll'])],
    ['a total of all', ratio(['newErrors'], ['all'])],
    ['nothing left', ratio(['oldErrors'], ['newAll'])],
    ['no total left', ratio(['newErrors'], ['edgeAll'])],
  ])('is none with %s', (_, whole) => {
    expect(ofVersion(whole, ofNew)).toBeUndefined();
  });
  it('is found for shares, thresholds and shares worked out', () => {
    const rank = { kind: 'rank', shares: [term('newWithin', 'PR(:0.3)')], total: [term('newAll')] } as const;
    expect(ofVersion(rank, ofNew)).toEqual(rank);
    expect(ofVersion({ ...rank, shares: [term('within')] }, ofNew)).toBeUndefined();
    expect(ofVersion({ ...rank, total: [term('oldAll')] }, ofNew)).toBeUndefined();
    const raw = { kind: 'raw', metric: [term('newShare'), term('oldShare')], is: 'success' } as const;
    expect(ofVersion(raw, ofNew)).toEqual({ ...raw, metric: [term('newShare')] });
    expect(ofVersion({ ...raw, metric: [term('share')] }, ofNew)).toBeUndefined();
  });
  it('of several parts needs all of them', () => {
    const own = { weight: 1, indicator: ratio(['newErrors'], ['newAll']) };
    const parts = [{ weight: 2, indicator: ratio(['newErrors', 'oldErrors'], ['newAll']) }, own];
    expect(ofVersion({ kind: 'composite', parts }, ofNew)).toEqual({
      kind: 'composite',
      parts: [{ ...own, weight: 2 }, own],
    });
    const lost = { weight: 1, indicator: ratio(['errors'], ['newAll']) };
    expect(ofVersion({ kind: 'composite', parts: [own, lost] }, ofNew)).toBeUndefined();
  });
});
