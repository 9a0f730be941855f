import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Standing } from './finding.ts';
import { CLEARS_AFTER, dropped, FIRES_AFTER, follow, QUIET } from './streak.ts';

const at = (run: number) => new Date(Date.UTC(2026, 0, 1, 0, run)).toISOString();

/** What is told in each of the runs, `F`, `R` or a dot. */
function play(standings: readonly Standing[]): string {
  let streak = QUIET;
  return standings
    .map((standing, run) => {
      const turned = follow(streak, standing, at(run));
      streak = turned.streak;
      return turned.told?.state.charAt(0) ?? '.';
    })
    .join('');
}
const BY_LETTER: Readonly<Record<string, Standing>> = {
  g: 'GOOD',
  b: 'BAD',
  w: 'WARNING',
  u: 'UNSEEN',
  i: 'IDLE',
};
const read = (letters: string) => [...letters].map((letter) => BY_LETTER[letter] ?? 'GOOD');

describe('a probe over runs', () => {
  it.each([
    ['gggg', '....'],
    ['gbgb', '....'],
    ['bb', '.F'],
    ['bbbb', '.F..'],
    ['bbgg', '.F.R'],
    ['bbgbgg', '.F...R'],
    ['bbww', '.F.R'],
    // What nobody has seen is neither a failure nor a recovery.
    ['bub', '..F'],
    ['buuu', '....'],
    ['bbuuii', '.F....'],
    ['bbugug', '.F...R'],
    ['iiuu', '....'],
  ])('%s is told as %s', (letters, told) => {
    expect(play(read(letters))).toBe(told);
  });

  it('says since when, by the first of the runs', () => {
    const { streak } = follow(QUIET, 'BAD', at(1));
    expect(follow(streak, 'BAD', at(3)).told).toEqual({ state: 'FIRING', began: at(1) });
  });

  it('that is dropped is well, where it was told otherwise', () => {
    expect(dropped(QUIET, at(1))).toBeUndefined();
    expect(dropped({ firing: true, against: 0 }, at(1))).toEqual({ state: 'RESOLVED', began: at(1) });
  });

  it('is told by turns, never after a single run that says so', () => {
    const standings = fc.array(fc.constantFrom<Standing>('GOOD', 'BAD', 'WARNING', 'UNSEEN', 'IDLE'));
    fc.assert(
      fc.property(standings, (runs) => {
        const told = play(runs).replaceAll('.', '');
        expect(told).toMatch(/^(FR)*F?$/);
        const bad = runs.filter((one) => one === 'BAD').length;
        const well = runs.filter((one) => one === 'GOOD' || one === 'WARNING').length;
        const fired = [...told].filter((one) => one === 'F').length;
        expect(bad).toBeGreaterThanOrEqual(fired * FIRES_AFTER);
        expect(well).toBeGreaterThanOrEqual((told.length - fired) * CLEARS_AFTER);
      }),
    );
  });
});
