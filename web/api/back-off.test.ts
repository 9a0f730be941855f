import { describe, expect, it } from 'vitest';
import { nextDelay, PACE } from './back-off.ts';

type Came = 'changed' | 'same' | 'failed';
/** The delays before each of these looks. */
function delays(...looks: Came[]): number[] {
  const found: number[] = [];
  for (const came of looks) found.push(nextDelay(found.at(-1) ?? PACE.least, came));
  return found;
}

describe('the time to the next look', () => {
  it('is short while something stirs', () => {
    expect(delays('same', 'same', 'changed')).toEqual([1_500, 2_250, 1_000]);
  });

  it('grows while nothing does, up to ten seconds', () => {
    const grown = delays(...Array<Came>(20).fill('same'));
    expect(grown.at(-1)).toBe(PACE.quiet);
    expect(grown).toEqual(grown.toSorted((one, other) => one - other));
  });

  it('grows faster while nobody answers, up to a minute, and is short again at the first answer', () => {
    expect(delays(...Array<Came>(9).fill('failed')).slice(0, 3)).toEqual([2_000, 4_000, 8_000]);
    expect(delays(...Array<Came>(9).fill('failed')).at(-1)).toBe(PACE.failing);
    expect(delays('failed', 'failed', 'changed').at(-1)).toBe(PACE.least);
  });
});
