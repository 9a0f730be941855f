import { describe, expect, it } from 'vitest';
import { ERROR_NOISE, faded, LATENCY_NOISE, type Noise, priorOf, unseen } from './dispersion.ts';

describe('kinds of noise', () => {
  it.each([
    ['errors', ERROR_NOISE],
    ['latency', LATENCY_NOISE],
  ])('of %s: the shares sum to one', (_, noise) => {
    expect(noise.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 12);
    expect(priorOf(noise)).toEqual(noise.map(({ weight }) => Math.log(weight)));
  });
});

describe('belief about noise', () => {
  const lasting: Noise = { deviation: 0.5, persistence: 0.8, weight: 1 };
  it('is the stationary noise before anything was seen', () => {
    expect(unseen(lasting)).toEqual({ mean: 0, variance: 0.25 });
    expect(faded(unseen(lasting), lasting, 7).variance).toBeCloseTo(0.25, 12);
  });
  it('fades to it, minute by minute', () => {
    const seen = { mean: 1, variance: 0.05 };
    expect(faded(seen, lasting, 0)).toEqual(seen);
    expect(faded(seen, lasting, 1).mean).toBeCloseTo(0.8, 12);
    expect(faded(seen, lasting, 1).variance).toBeCloseTo(0.64 * 0.05 + 0.36 * 0.25, 12);
    expect(faded(seen, lasting, 2)).toEqual(faded(faded(seen, lasting, 1), lasting, 1));
  });
  it('is forgotten at once where noise does not last', () => {
    expect(faded({ mean: 1, variance: 0.05 }, { ...lasting, persistence: 0 }, 1)).toEqual({
      mean: 0,
      variance: 0.25,
    });
  });
});
