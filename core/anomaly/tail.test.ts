import { describe, expect, it } from 'vitest';
import { Memory } from './memory.ts';
import { seededRandom } from './random.ts';
import { Tail } from './tail.ts';

function tail(): Tail {
  return new Tail(new Memory(Tail.BYTES));
}

/** The share of many values that are this rare or rarer. */
function shareBeyond(rarity: number, draw: (uniform: number) => number): number {
  const random = seededRandom(11);
  const own = tail();
  const rarities = Array.from({ length: 30_000 }, () => own.learn(draw(1 - random())));
  return rarities.filter((one) => one >= rarity).length / rarities.length;
}

describe('how rare a value is among those before it', () => {
  it.each([
    ['exponential', (uniform: number) => -Math.log(uniform)],
    ['half normal', (uniform: number) => Math.sqrt(-2 * Math.log(uniform))],
    ['heavy-tailed', (uniform: number) => uniform ** -0.5],
  ])('is about as often beyond a figure as the figure says: %s values', (_, draw) => {
    expect(shareBeyond(5, draw)).toBeGreaterThan(Math.exp(-5) / 3);
    expect(shareBeyond(5, draw)).toBeLessThan(Math.exp(-5) * 3);
    expect(shareBeyond(7, draw)).toBeLessThan(Math.exp(-7) * 4);
  });

  it('is finite for what was never seen, and less in a heavy tail', () => {
    const light = tail();
    const heavy = tail();
    const random = seededRandom(3);
    for (let at = 0; at < 2000; at++) {
      const uniform = 1 - random();
      light.learn(Math.sqrt(-2 * Math.log(uniform)));
      heavy.learn(uniform ** -0.8);
    }
    const [far = 0, further = 0] = [light.valueAt(6), heavy.valueAt(6)];
    expect(light.learn(2 * far)).toBeGreaterThan(heavy.learn(2 * further));
    expect(Number.isFinite(heavy.learn(1e300))).toBe(true);
  });

  it('is nothing at first, and nothing for zero', () => {
    const own = tail();
    expect(Array.from({ length: 30 }, (_, at) => own.learn(at))).toEqual(Array(30).fill(0));
    expect(own.learn(0)).toBe(0);
  });

  it('is large for the first value that is not zero', () => {
    const own = tail();
    for (let at = 0; at < 100; at++) own.learn(0);
    expect(own.learn(0.001)).toBeGreaterThan(4);
  });

  it('names the value of a rarity', () => {
    const own = tail();
    for (let at = 0; at < 1000; at++) own.learn(1 + (at % 100));
    const value = own.valueAt(7) ?? 0;
    expect(own.learn(value)).toBeCloseTo(7, 6);
    expect(tail().valueAt(7)).toBeUndefined();
  });

  it('forgets slowly, and never overflows its counts', () => {
    const own = tail();
    for (let at = 0; at < 200_000; at++) own.learn(5);
    expect(own.learn(5)).toBeLessThan(3);
    expect(own.learn(50)).toBeGreaterThan(4);
  });
});
