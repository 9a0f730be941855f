import { describe, expect, it } from 'vitest';
import { ChangePoint } from './change-point.ts';
import { DistributionShift } from './distribution-shift.ts';
import { Memory } from './memory.ts';
import { randomAt, seededRandom } from './random.ts';
import { RunningMean } from './running-mean.ts';
import { SeasonalProfile } from './seasonal-profile.ts';
import { Smoothed } from './smoothed.ts';
import { WindowForest } from './window-forest.ts';

const HOUR = 3_600_000;
/** A window that no smooth series has. */
const FOREIGN = [3, -3, 3, -3, 3, -3, 3, -3];

describe('the usual value of a half-hour', () => {
  it('is unknown until it was seen often enough, and follows slowly', () => {
    const profile = new SeasonalProfile(new Memory(SeasonalProfile.BYTES));
    for (let day = 0; day < 4; day++) {
      expect(profile.usual(day * 24 * HOUR)).toBeUndefined();
      profile.learn(day * 24 * HOUR, 10 + day);
    }
    expect(profile.usual(0)).toBeCloseTo(11.5);
    expect(profile.usual(HOUR)).toBeUndefined();
  });

  it('belongs to the day also before 1970', () => {
    const profile = new SeasonalProfile(new Memory(SeasonalProfile.BYTES));
    for (let day = 1; day <= 4; day++) profile.learn(-day * 24 * HOUR + 7 * HOUR, 3);
    expect(profile.usual(7 * HOUR)).toBe(3);
  });
});

describe('averages', () => {
  it('are even at the beginning and fade later', () => {
    const mean = new RunningMean(new Memory(RunningMean.BYTES), 0.1);
    for (const value of [1, 2, 3]) mean.learn(value);
    expect(mean.mean).toBeCloseTo(2);
    const smoothed = new Smoothed(new Memory(Smoothed.BYTES), 3);
    expect([4, 6, 11].map((value) => smoothed.learn(value))).toEqual([4, 5, 8]);
  });
});

describe('a change of distribution', () => {
  it('is seen where the values fall silent without leaving their range', () => {
    const shift = new DistributionShift(new Memory(DistributionShift.BYTES), 30);
    const random = seededRandom(4);
    const before = Array.from({ length: 1000 }, () => shift.learn(4 * random() - 2) ?? 0);
    const after = Array.from({ length: 30 }, () => shift.learn(0.1) ?? 0);
    expect(after.at(-1)).toBeGreaterThan(2 * Math.max(...before.slice(300)));
  });
});

describe('a change point', () => {
  it('makes the gamblers rich, and nothing does before', () => {
    const change = new ChangePoint(new Memory(ChangePoint.BYTES));
    const random = seededRandom(8);
    const before = Array.from({ length: 3000 }, () => change.learn(random() - 0.5) ?? 0);
    const after = Array.from({ length: 40 }, () => change.learn(random() + 0.3) ?? 0);
    expect(Math.max(...before)).toBeLessThan(Math.log(3000) + 3);
    expect(after.at(-1)).toBeGreaterThan(20);
  });
});

describe('the forest of windows', () => {
  it('finds a window of another shape, the same wherever it is resumed', () => {
    const memory = new Memory(WindowForest.BYTES);
    const forest = new WindowForest(memory, 1, 50);
    const usual = (at: number) => Math.sin(at / 3) + 0.1 * randomAt(2, at);
    const scores = Array.from({ length: 400 }, (_, at) => forest.learn(usual(at)) ?? 0);
    const resumedMemory = new Memory(WindowForest.BYTES);
    const resumed = new WindowForest(resumedMemory, 1, 50);
    resumedMemory.restore(memory.text);
    const [own, others] = [forest, resumed].map((one) => FOREIGN.map((value) => one.learn(value) ?? 0));
    expect(own).toEqual(others);
    expect(own?.at(-1)).toBeGreaterThan(Math.max(...scores));
  });

  it('begins a new window after a gap', () => {
    const forest = new WindowForest(new Memory(WindowForest.BYTES), 1, 50);
    for (let at = 0; at < 100; at++) forest.learn(at % 5);
    forest.interrupt();
    expect(Array.from({ length: 8 }, (_, at) => forest.learn(at % 5) === undefined)).toEqual([
      ...Array(7).fill(true),
      false,
    ]);
  });
});
