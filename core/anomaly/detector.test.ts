import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RAREST } from './alarm-budget.ts';
import { BALANCED } from './alarm-policy.ts';
import { AnomalyDetector, type DetectorSettings, type Reading } from './detector.ts';
import { seededRandom } from './random.ts';

const FIVE_MINUTES = 300_000;
const DAY = 288;
const SETTINGS: DetectorSettings = { warmUp: 2 * DAY };

type Values = (at: number) => number;

/** A load with a daily shape and noise. */
function load(seed = 1): Values {
  const random = seededRandom(seed);
  return (at) => 100 + 40 * Math.sin((2 * Math.PI * at) / DAY) + 8 * (random() + random() - 1);
}

function readings(values: Values, points: number, settings = SETTINGS): Reading[] {
  const detector = new AnomalyDetector(settings);
  return Array.from({ length: points }, (_, at) => detector.observe(at * FIVE_MINUTES, values(at)));
}

function anomalies(all: readonly Reading[]): number[] {
  return all.flatMap(({ status }, at) => (status === 'ANOMALY' ? [at] : []));
}

/** Alarms within a few points after something happened. */
function near(all: readonly number[], at: number, points = 40): boolean {
  return all.some((alarm) => alarm >= at && alarm < at + points);
}

describe('the detector of one metric', () => {
  it.each<[string, (usual: number, at: number) => number]>([
    ['a spike', (usual, at) => (at === 2000 ? usual + 120 : usual)],
    ['a fall to zero', (usual, at) => (at >= 2000 && at < 2010 ? 0 : usual)],
    ['a lasting rise', (usual, at) => (at >= 2000 ? usual + 60 : usual)],
    ['a day without its shape', (usual, at) => (at >= 2000 && at < 2150 ? 100 : usual)],
    ['negative values', (usual, at) => (at === 2000 ? -usual : usual)],
  ])('finds %s', (_, disturbed) => {
    const usual = load();
    const found = anomalies(readings((at) => disturbed(usual(at), at), 2200));
    expect(near(found, 2000, 100)).toBe(true);
  });

  it('learns before it judges', () => {
    const usual = load();
    const all = readings((at) => (at === 300 ? 1e6 : usual(at)), 2 * DAY + 1);
    expect(all.slice(0, 2 * DAY).every(({ status }) => status === 'LEARNING')).toBe(true);
    expect(all.at(-1)?.status).not.toBe('LEARNING');
  });

  it('keeps its rate of alarms on calm series of every kind', () => {
    const random = seededRandom(9);
    let walk = 0;
    const kinds: Values[] = [
      load(),
      () => random(),
      () => random() ** -0.7,
      () => {
        walk = 0.95 * walk + random() - 0.5;
        return walk;
      },
      (at) => (at % 2) * 10,
      () => 42,
      () => (random() < 0.02 ? 1 : 0),
    ];
    const points = 20 * DAY;
    const bound = (BALANCED.alarmsPerWarmUp * points) / SETTINGS.warmUp + (RAREST - BALANCED.from) / 0.5 + 1;
    const counts = kinds.map((values) => anomalies(readings(values, points)).length);
    for (const count of counts) expect(count).toBeLessThanOrEqual(bound);
    expect(Math.max(...counts)).toBeLessThanOrEqual(10);
    expect(counts.slice(4, 6)).toEqual([0, 0]);
  });

  it('goes on from any point as if it had never stopped', () => {
    const values = load(3);
    const series = Array.from({ length: 900 }, (_, at) => (at % 211 === 0 ? Number.NaN : values(at)));
    series[800] = 900;
    const whole = readings((at) => series[at] ?? 0, series.length);
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(series.length - 1), { maxLength: 4 }), (stops) => {
        let detector = new AnomalyDetector(SETTINGS);
        const parts = series.map((value, at) => {
          if (stops.includes(at))
            detector = new AnomalyDetector(SETTINGS, JSON.parse(JSON.stringify(detector.stored)));
          return detector.observe(at * FIVE_MINUTES, value);
        });
        expect(parts).toEqual(whole);
      }),
      { numRuns: 25 },
    );
  });

  it('is not moved by points that say nothing', () => {
    const values = load(5);
    const plain = new AnomalyDetector(SETTINGS);
    const disturbed = new AnomalyDetector(SETTINGS);
    for (let at = 0; at < 700; at++) {
      const value = values(at);
      const expected = plain.observe(at * FIVE_MINUTES, value);
      expect(disturbed.observe(at * FIVE_MINUTES, value)).toEqual(expected);
      disturbed.observe(at * FIVE_MINUTES, value * 9);
      disturbed.observe((at - 3) * FIVE_MINUTES, value * 9);
      disturbed.observe((at + 0.5) * FIVE_MINUTES, Number.NaN);
    }
    expect(disturbed.stored).toEqual(plain.stored);
    expect(disturbed.points).toBe(700);
  });

  it('finds the first change of what never changed', () => {
    const found = anomalies(readings((at) => (at >= 1000 ? 43 : 42), 1020));
    expect(found[0]).toBe(1000);
  });

  it('works alike in any unit', () => {
    const [small, large] = [1, 2 ** 30].map((unit) => {
      const usual = load();
      return anomalies(readings((at) => unit * (at === 2000 ? 300 : usual(at)), 2100));
    });
    expect(large).toEqual(small);
  });

  it('sees a gap, and neither falls silent nor cries out after it', () => {
    const usual = load();
    const detector = new AnomalyDetector(SETTINGS);
    const all = Array.from({ length: 1500 }, (_, at) => {
      const moment = at < 1000 ? at : at + 3 * DAY;
      return detector.observe(moment * FIVE_MINUTES, at === 1400 ? 400 : usual(moment));
    });
    expect(all[1000]).toMatchObject({ afterGap: true });
    expect(near(anomalies(all), 1000)).toBe(false);
    expect(near(anomalies(all), 1400, 5)).toBe(true);
  });

  it('says what it expected', () => {
    const reading = readings(load(), 4 * DAY + 73).at(-1);
    const expected = reading && 'expected' in reading ? reading.expected : undefined;
    expect(expected?.usual).toBeGreaterThan(125);
    expect(expected?.low).toBeLessThan(130);
    expect(expected?.high).toBeGreaterThan(145);
    expect(expected?.high).toBeLessThan(200);
  });

  it('knows itself in a few kilobytes, and refuses what another version knew', () => {
    const { stored } = new AnomalyDetector(SETTINGS);
    expect(stored.memory.length).toBeLessThan(12 * 1024);
    const other = { ...stored, version: 2 } as unknown as typeof stored;
    expect(() => new AnomalyDetector(SETTINGS, other)).toThrow('version 2');
    expect(() => new AnomalyDetector({ warmUp: 10 })).toThrow('too short');
  });
});
