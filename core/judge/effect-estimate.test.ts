import { describe, expect, it } from 'vitest';
import { EffectEstimate } from './effect-estimate.ts';
import { differenceLikelihood } from './likelihood.ts';
import { errorModel } from './model.ts';
import { normalTail } from './special-functions.ts';

const model = { ...errorModel(0), noiseGrid: [{ deviation: 0.3, persistence: 0, weight: 1 }] };
const LARGE = { shift: 0, excess: 0 };

function estimated(values: readonly number[], noiseGrid = model.noiseGrid) {
  const estimate = new EffectEstimate({ ...model, noiseGrid });
  values.forEach((value, at) => {
    estimate.observe(at, differenceLikelihood(value, 0.4));
  });
  return estimate;
}

describe('the tail of an estimate', () => {
  it('is certain before anything was seen', () => {
    expect(estimated([]).tail(0, [0], LARGE)).toBeCloseTo(1, 9);
  });
  it('is that of the normal mean, where there is one kind of noise', () => {
    const error = Math.sqrt((0.09 + 0.16) / 4);
    expect(estimated([1, 1, 0, 2]).tail(0, [0], LARGE)).toBeCloseTo(normalTail(1 / error), 9);
    expect(estimated([1, 1, 0, 2]).tail(0.7, [0], LARGE)).toBeCloseTo(normalTail(0.3 / error), 9);
  });
  it('follows the kind of noise that fits, and the louder one while that is open', () => {
    const kinds = [
      { deviation: 0.05, persistence: 0, weight: 0.5 },
      { deviation: 2, persistence: 0, weight: 0.5 },
    ];
    const even = kinds.map(() => Math.log(0.5));
    const one = (values: readonly number[], at: number) =>
      estimated(values, kinds.slice(at, at + 1)).tail(0, [0], LARGE);
    const calm = [1, 1.2, 0.8, 1, 1.1, 0.9, 1, 1];
    const wild = [4, -2, 3, -1, 5, -3, 1, 1];
    expect(estimated(calm, kinds).tail(0, even, LARGE)).toBeLessThan(0.001);
    expect(estimated(wild, kinds).tail(0, even, LARGE)).toBeCloseTo(one(wild, 1), 3);
    const short = estimated([1.2], kinds).tail(0, even, LARGE);
    expect(short).toBeGreaterThan(2 * one([1.2], 0));
    expect(short).toBeLessThan(one([1.2], 1));
  });
  it('is wider for few events', () => {
    const few = estimated([1, 1, 0, 2]).tail(0, [0], { shift: 0.1, excess: 0.05 });
    expect(few).toBeGreaterThan(2 * estimated([1, 1, 0, 2]).tail(0, [0], LARGE));
  });
});
