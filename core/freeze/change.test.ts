import { describe, expect, it } from 'vitest';
import { withCalendar, withoutStop, withStop } from './change.ts';
import type { Freezes } from './freeze.ts';

const window = { from: '2026-01-01T00:00:00Z', to: '2026-01-02T00:00:00Z', reason: 'audit' };
const stop = { reason: 'bad data', by: 'ada', at: '2026-01-01T00:00:00Z' };
const before: Freezes = {
  calendars: [{ windows: [window] }, { service: 'shop', windows: [window] }],
  stops: [stop, { service: 'shop', ...stop }],
};

describe('changing freezes', () => {
  it('replaces one calendar and keeps all else', () => {
    const other = { ...window, reason: 'migration' };
    expect(withCalendar(before, 'shop', [other])).toEqual({
      calendars: [{ windows: [window] }, { service: 'shop', windows: [other] }],
      stops: before.stops,
    });
    expect(withCalendar(before, undefined, [other]).calendars).toStrictEqual([
      { service: 'shop', windows: [window] },
      { windows: [other] },
    ]);
    expect(withCalendar(before, undefined, []).calendars).toEqual([{ service: 'shop', windows: [window] }]);
  });

  it('keeps one stop for each service, the newest', () => {
    const newer = { service: 'shop', ...stop, reason: 'worse' };
    expect(withStop(before, newer).stops).toEqual([stop, newer]);
    expect(withoutStop(before, undefined).stops).toEqual([{ service: 'shop', ...stop }]);
    expect(withoutStop(before, 'search')).toEqual(before);
  });
});
