import { describe, expect, it } from 'vitest';
import { breachStart } from './breach-start.ts';
import { REASON, reasonData } from './cloudwatch.fixture.ts';

const at = (minute: number) => `2019-10-02T16:${minute}:00.000+0000`;
const time = (minute: number) => Date.parse(`2019-10-02T16:${minute}:00.000Z`);
const point = (minute: number, value: unknown) => ({ timestamp: at(minute), sampleCount: 1, value });
const evaluated = (...points: unknown[]) => reasonData({ startDate: at(50), evaluatedDatapoints: points });
const crossing = (words: string) => `Threshold Crossed: 2 datapoints were ${words} the threshold (50.0).`;

describe('the beginning of a breach', () => {
  it('is the start date where no datapoints are listed', () => {
    expect(breachStart(REASON, reasonData())).toBe(time(59));
  });

  it.each([
    ['greater than', 51],
    ['greater than or equal to', 52],
    ['less than', 53],
    ['less than or equal to', 52],
  ])('is the oldest datapoint %s the threshold', (words, minute) => {
    const points = [
      point(54, 10),
      point(53, 10),
      point(52, 50),
      point(51, 90),
      point(50, words.startsWith('g') ? 10 : 90),
    ];
    const expected = minute === 52 && words.startsWith('g') ? 51 : minute;
    expect(breachStart(crossing(words), evaluated(...points))).toBe(time(expected));
  });

  it('takes the threshold itself only where the comparison does', () => {
    const points = [point(53, 90), point(52, 50)];
    expect(breachStart(crossing('greater than'), evaluated(...points))).toBe(time(53));
    expect(breachStart(crossing('greater than or equal to'), evaluated(...points))).toBe(time(52));
  });

  it('leaves out what lies before the evaluation', () => {
    expect(
      breachStart(crossing('greater than'), evaluated(point(55, 90), point(50, 90), point(49, 90))),
    ).toBe(time(50));
  });

  it('skips datapoints without a value or a time', () => {
    const points = [point(55, 90), point(52, '90'), point(51, null), { value: 90 }, 7, null];
    expect(breachStart(crossing('greater than'), evaluated(...points))).toBe(time(55));
  });

  it('is the start date when the comparison is not told or no datapoint crossed', () => {
    expect(breachStart('Because.', evaluated(point(55, 90)))).toBe(time(50));
    expect(breachStart(crossing('greater than'), evaluated(point(55, 1)))).toBe(time(50));
    const unknown = reasonData({
      threshold: undefined,
      startDate: at(50),
      evaluatedDatapoints: [point(55, 90)],
    });
    expect(breachStart(crossing('greater than'), unknown)).toBe(time(50));
  });

  it('comes from the datapoints without a start date', () => {
    const data = reasonData({ startDate: undefined, evaluatedDatapoints: [point(55, 90), point(54, 90)] });
    expect(breachStart(crossing('greater than'), data)).toBe(time(54));
  });

  it('is the oldest time of the reason where there is no data', () => {
    const reason =
      'datapoints [9.0 (02/10/19 16:59:00), 8.0 (02/10/19 16:58:00)] were greater than the threshold';
    expect(breachStart(reason, undefined)).toBe(time(58));
    expect(breachStart(reason, 'not JSON')).toBe(time(58));
  });

  it.each([['(99/99/19 16:59:00)'], ['no times'], ['']])('is not known from %j', (reason) => {
    expect(breachStart(reason, null)).toBeUndefined();
  });
});
