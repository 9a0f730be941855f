import { describe, expect, it } from 'vitest';
import { dampedUntil, flappingSince } from './flapping.ts';
import { at, moment } from './incident.fixture.ts';
import type { Heard } from './signal.ts';

const toggling = (...seconds: number[]): Heard[] =>
  seconds.map((second, index) => ({ at: at(second), state: index % 2 ? 'RESOLVED' : 'FIRING' }));

describe('flapping', () => {
  it.each([
    ['nothing', [], undefined],
    ['three changes', [0, 1, 2, 3], undefined],
    ['four changes', [0, 1, 2, 3, 4], 4],
    ['four changes in less than ten minutes', [0, 100, 200, 300, 699], 699],
    ['four changes in ten minutes', [0, 100, 200, 300, 700], undefined],
    ['going on', [0, 1, 2, 3, 4, 500, 1000], 4],
    ['going on slowly', [0, 1, 2, 3, 4, 603], 4],
    ['calm for ten minutes', [0, 1, 2, 3, 4, 604], undefined],
    ['beginning again', [0, 1, 2, 3, 4, 700, 701, 702, 703], 703],
  ])('%s', (_case, seconds, since) => {
    expect(flappingSince(toggling(...seconds))).toBe(since === undefined ? undefined : at(since));
  });

  it('counts changes, not signals', () => {
    const same = toggling(0, 1, 2, 3, 4, 5).map(({ at }) => ({ at, state: 'FIRING' as const }));
    expect(flappingSince(same)).toBeUndefined();
    const [first] = toggling(0);
    expect(flappingSince([...(first ? [first, first] : []), ...toggling(0, 1, 2, 3)])).toBeUndefined();
  });

  it('is damped for ten minutes after the last change', () => {
    const changes = [...toggling(0, 1, 2, 3, 4), { at: at(90), state: 'FIRING' as const }];
    expect(dampedUntil({ changes, flappingSince: at(4) })).toBe(moment(604));
    expect(dampedUntil({ changes })).toBeUndefined();
    expect(dampedUntil({ changes: [], flappingSince: at(4) })).toBeUndefined();
  });
});
