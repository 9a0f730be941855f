import { describe, expect, it } from 'vitest';
import { counted, daysOf, HOUR_MS, MINUTE_MS, NOW, OBJECTIVE } from './objective.fixture.ts';
import { vanished } from './vanished.ts';

const RANGE = { from: NOW - 96 * HOUR_MS, to: NOW };
const seen = (has: (hoursAgo: number) => boolean) =>
  vanished(
    OBJECTIVE,
    daysOf(RANGE.from, NOW, (at) => (has((NOW - at) / HOUR_MS) ? counted(1, 1) : undefined)),
    RANGE,
  );

describe('metrics', () => {
  it('are there, with every slot', () => {
    expect(seen(() => true)).toMatchObject({ state: 'PRESENT', waitSeconds: 600 });
  });

  it('have vanished after two slots, where they were never silent before', () => {
    expect(seen((ago) => ago > 5 / 60).state).toBe('PRESENT');
    expect(seen((ago) => ago > 10 / 60)).toMatchObject({
      state: 'VANISHED',
      lastAt: NOW - 15 * MINUTE_MS,
      words: 'Nothing was measured for 10m, which is longer than 10m.',
    });
  });

  it('that are silent every night vanish only when they stay away for longer', () => {
    const isNight = (ago: number) => ago % 24 > 4 && ago % 24 <= 8;
    expect(seen((ago) => ago > 3 && !isNight(ago))).toMatchObject({
      state: 'IDLES',
      waitSeconds: 6 * 3600,
      words: 'Nothing was measured for 3h; it has been silent for 4h before.',
    });
    expect(seen((ago) => ago > 8 && !isNight(ago)).state).toBe('VANISHED');
  });

  it('that were never there have not vanished', () => {
    expect(seen(() => false)).toMatchObject({ state: 'NEVER_SEEN' });
  });

  it('wait for an hour where no alert can fire', () => {
    const found = vanished({ ...OBJECTIVE, alerts: [] }, new Map(), RANGE);
    expect(found.waitSeconds).toBe(3600);
  });
});
