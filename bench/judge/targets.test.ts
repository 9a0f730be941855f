import { describe, expect, it } from 'vitest';
import { ceiling } from './ceiling.ts';
import { type Cell, gridCells } from './cells.ts';
import type { Outcomes } from './measure.ts';
import { referenceCells } from './reference.ts';
import { rowOf } from './rows.ts';
import { missesOf } from './targets.ts';
import { EQUAL } from './traffic.ts';
import { unseenCells } from './unseen.ts';

const RUNS = 1000;

/** @param counted how many runs each rule rejected, and in which minute */
function outcomes(counted: Partial<Record<keyof Outcomes, readonly [number, number]>>): Outcomes {
  const minutes = (rule: keyof Outcomes) => {
    const [runs, minute] = counted[rule] ?? [0, 0];
    return Array.from({ length: RUNS }, (_, run) => (run < runs ? minute : 0));
  };
  const [judge, threshold] = [minutes('judge'), minutes('threshold')];
  return {
    judge,
    threshold,
    kayentaOnce: minutes('kayentaOnce'),
    kayentaOften: minutes('kayentaOften'),
    promoted: 0,
  };
}

function cell(fault: string, noise: string, suite: Cell['suite'] = 'grid'): Cell {
  const found = [...gridCells(), ...referenceCells()].find(
    (known) => known.suite === suite && known.fault === fault && known.noise === noise,
  );
  if (!found) throw new Error(`No cell ${fault}, ${noise}.`);
  return found;
}

function missed(of: Cell, counted: Parameters<typeof outcomes>[0]): string[] {
  return missesOf(rowOf(of, outcomes(counted))).map(({ target }) => target);
}

describe('what is asked of the judge', () => {
  it('is at most 3% false aborts in every cell of equal versions', () => {
    const equal = cell('equal', 'sd 0.5');
    expect(missed(equal, { judge: [30, 5] })).toEqual([]);
    expect(missed(equal, { judge: [31, 5] })).toEqual(['falseAborts']);
  });
  it('is to find as much as Kayenta, but for chance', () => {
    const mild = cell('latency +20%', 'sd 0.1');
    expect(missed(mild, { judge: [900, 60], kayentaOnce: [910, 60] })).toEqual([]);
    expect(missed(mild, { judge: [850, 60], kayentaOnce: [910, 60] })).toEqual(['detection']);
    expect(missed(mild, { judge: [850, 60], kayentaOften: [910, 15] })).toEqual(['detection']);
  });
  it('is to find it within the hour in the median, where noise is heavy and Kayenta does', () => {
    const heavy = cell('errors 1 to 3%', 'sd 0.5');
    expect(missed(heavy, { judge: [500, 60], kayentaOnce: [910, 60] })).toEqual([]);
    expect(missed(heavy, { judge: [400, 60], kayentaOnce: [910, 60] })).toEqual(['detection']);
    expect(missed(heavy, { judge: [100, 60], kayentaOnce: [90, 60] })).toEqual([]);
    expect(missed(heavy, { judge: [100, 60], kayentaOnce: [190, 60] })).toEqual(['detection']);
  });
  it('is half of Kayenta’s time for gross faults', () => {
    const gross = cell('latency x3', 'clean');
    expect(missed(gross, { judge: [RUNS, 5], kayentaOften: [RUNS, 10] })).toEqual([]);
    expect(missed(gross, { judge: [RUNS, 6], kayentaOften: [RUNS, 10] })).toEqual(['time']);
    expect(missed(gross, { judge: [499, 2], kayentaOften: [499, 10] })).toEqual([]);
    const small = cell('errors 1 to 3%', 'clean');
    expect(missed(small, { judge: [RUNS, 40], kayentaOften: [RUNS, 10] })).toEqual([]);
  });
  it('is never to promote below the sample floor', () => {
    const floor: Cell = { ...cell('equal', 'clean'), suite: 'floor' };
    const row = rowOf(floor, { ...outcomes({}), promoted: 1 });
    expect(missesOf(row).map(({ target }) => target)).toEqual(['floor']);
  });
  it('of the rule it is measured against: the figures of the reference page within three points', () => {
    const known = cell('errors 1 to 2%', 'reference', 'reference');
    expect(missed(known, { kayentaOnce: [629, 60], kayentaOften: [670, 30] })).toEqual([]);
    expect(missed(known, { kayentaOnce: [631, 60], kayentaOften: [630, 30] })).toEqual([
      'reference',
      'reference',
    ]);
  });
});

describe('the ceiling of any test', () => {
  it('is certainty without noise, and low where noise is heavy and lasts', () => {
    expect(ceiling({ ...EQUAL, slowdown: 1.2 }, 60)).toBe(1);
    const noisy = { ...EQUAL, slowdown: 1.2, latencyNoise: 0.5 };
    expect(ceiling(noisy, 60)).toBeCloseTo(0.547, 2);
    expect(ceiling({ ...noisy, persistence: 0.8 }, 60)).toBeLessThan(0.15);
    expect(ceiling({ ...noisy, slowdown: 1, candidateErrors: 0.03, errorNoise: 0.5 }, 60)).toBeCloseTo(1, 3);
  });
});

describe('unseen cells', () => {
  it('follow from the seed alone', () => {
    expect(unseenCells(7)).toEqual(unseenCells(7));
    expect(unseenCells(7)).not.toEqual(unseenCells(8));
    expect(unseenCells(7).filter(({ fault }) => fault === 'equal')).toHaveLength(12);
  });
});
