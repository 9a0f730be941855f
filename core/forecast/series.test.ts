import { describe, expect, it } from 'vitest';
import { withoutGaps } from './gaps.ts';
import { seasonsOf, testSeasons } from './seasons.ts';
import { load } from './series.fixture.ts';
import { MOST_POINTS, seriesOf } from './series.ts';

const at = (minutes: number, value: number) => ({ at: minutes * 60_000, value });

describe('points in even periods', () => {
  it('come in any order; two of a period are averaged, what is no number is left out', () => {
    const { values, startsAt, notSeen } = seriesOf(
      [at(21, 4), at(5, 1), at(6, 3), at(10, Number.NaN), at(11, Number.POSITIVE_INFINITY)],
      300,
    );
    expect(startsAt).toBe(300_000);
    expect([...values]).toEqual([2, Number.NaN, Number.NaN, 4]);
    expect(notSeen).toEqual([
      '2 values are no numbers and were left out.',
      '1 values fell into a period that had one, and were averaged.',
      '2 of 4 periods have no value.',
    ]);
  });

  it('end where they are said to', () => {
    const { values, notSeen } = seriesOf([at(0, 1), at(5, 2), at(30, 9)], 300, 20 * 60_000);
    expect([...values]).toEqual([1, 2, Number.NaN, Number.NaN]);
    expect(notSeen).toContain('1 values are outside of the 4 periods that are looked at.');
  });

  it('are the last ones of a long series', () => {
    const points = Array.from({ length: 2 * MOST_POINTS }, (_, index) => at(index * 5, index));
    const { values, startsAt, notSeen } = seriesOf(points, 300);
    expect(values).toHaveLength(MOST_POINTS);
    expect(values[0]).toBe(MOST_POINTS);
    expect(startsAt).toBe(MOST_POINTS * 300_000);
    expect(notSeen).toEqual([
      `${MOST_POINTS} values are outside of the ${MOST_POINTS} periods that are looked at.`,
    ]);
  });

  it('are none where there is nothing', () => {
    expect(seriesOf([], 300)).toEqual({
      startsAt: 0,
      periodSeconds: 300,
      values: new Float64Array(),
      notSeen: [],
    });
    expect(seriesOf([], 300, 600_000).values).toHaveLength(0);
  });
});

describe('gaps', () => {
  const gap = Number.NaN;
  it('are a line when short, and the day before when long', () => {
    expect([...withoutGaps(Float64Array.of(gap, 1, gap, gap, 4, gap), 24)]).toEqual([1, 1, 2, 3, 4, 4]);
    const days = Float64Array.from({ length: 12 }, (_, index) => (index > 6 ? gap : index));
    expect([...withoutGaps(days, 6)].slice(7)).toEqual([1, 2, 3, 4, 5]);
  });
});

describe('seasons', () => {
  it('are fixed by the period', () => {
    expect(seasonsOf(300)).toEqual({ day: 288, week: 2016 });
    expect(seasonsOf(3600)).toEqual({ day: 24, week: 168 });
  });

  it('are tested where two of them were seen', () => {
    const [day, week] = testSeasons(load(5 * 288), seasonsOf(300));
    expect(day?.strength).toBeGreaterThan(0.8);
    expect(week).toEqual({ points: 2016 });
    const [none] = testSeasons(load(5 * 200), { day: 200, week: 1400 });
    expect(none?.strength).toBeLessThan(0.2);
  });
});
