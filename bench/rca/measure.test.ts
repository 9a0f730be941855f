import { describe, expect, it } from 'vitest';
import { BASELINES } from './baselines/all.ts';
import { correlation } from './baselines/graph.ts';
import { measuresOf } from './baselines/measures.ts';
import { fitCalibration } from './fit.ts';
import { generated } from './generator/generate.ts';
import { measure } from './measure.ts';
import { calibrationError, reliability, topRates } from './score.ts';

describe('scores', () => {
  it('count causes in the first places; what was not named counts against', () => {
    expect(topRates([1, 2, 4, 0])).toEqual({ top1: 0.25, top3: 0.5 });
  });

  it('measure how far confidence is from truth', () => {
    const claims = (confidence: number, right: number, wrong: number) => [
      ...Array.from({ length: right }, () => ({ confidence, isRight: true })),
      ...Array.from({ length: wrong }, () => ({ confidence, isRight: false })),
    ];
    expect(calibrationError(claims(0.75, 3, 1))).toBeCloseTo(0);
    expect(calibrationError([...claims(0.95, 0, 1), ...claims(0.05, 1, 0)])).toBeCloseTo(0.95);
    expect(reliability(claims(1, 2, 0))).toEqual([{ from: 0.9, to: 1, claims: 2, confidence: 1, right: 1 }]);
  });
});

describe('generated incidents', () => {
  const cases = generated(25, 5);

  it('are the same of the same seed, some without a fault', () => {
    expect(generated(3, 5)).toEqual(cases.slice(0, 3));
    expect(generated(1, 6)[0]).not.toEqual(cases[0]);
    expect(cases.some(({ cause }) => cause === undefined)).toBe(true);
  });

  it('are ranked better than by chance, and give a calibration', () => {
    const { result, ranked } = measure('generated', cases);
    expect(result.top1).toBeGreaterThan(0.5);
    expect(result.top3).toBeGreaterThanOrEqual(result.top1);
    expect(result.cases).toBe(cases.filter(({ cause }) => cause !== undefined).length);
    expect(fitCalibration(ranked).crossValidated).toBeLessThan(0.5);
  });
});

describe('baselines', () => {
  const usual = Array.from({ length: 40 }, (_, minute) => 1 + (minute % 3) / 10);
  const measures = [
    { node: 'web', usual, now: [1, 1, 4, 5] },
    { node: 'cart', usual, now: [1, 1, 8, 9] },
    { node: 'search', usual, now: [1.1, 1, 1.2, 1] },
  ];
  const calls = [
    { caller: 'web', callee: 'cart' },
    { caller: 'web', callee: 'search' },
  ];

  it.each(Object.entries(BASELINES))('%s suspects what deviates with the target', (_name, baseline) => {
    const found = baseline({ target: 'web', measures, calls }).filter((node) => node !== 'web');
    expect(found[0]).toBe('cart');
  });

  it('leave out what has no past', () => {
    const series = [{ node: 'new', usual: [], now: [{ requests: 1, latency: 5 }] }];
    expect(measuresOf({ onset: 0, calls: [], series }).measures).toEqual([]);
  });

  it('know no correlation of constants', () => {
    expect(correlation([1, 1, 1], [1, 2, 3])).toBe(0);
    expect(correlation([1, 2, 3], [2, 4, 6])).toBeCloseTo(1);
  });
});
