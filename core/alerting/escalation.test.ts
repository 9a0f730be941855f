import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BusinessHours, EscalationPolicy, Rotation } from './alerting.ts';
import { openFrom } from './business-hours.ts';
import { nextLevel } from './escalation.ts';
import { onDuty } from './rotation.ts';

const at = (text: string) => Date.parse(text);
const OFFICE: BusinessHours = {
  days: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'],
  from: '09:00',
  to: '17:00',
  timeZone: 'Europe/Berlin',
  outside: 'wait',
};
const WEEKLY: Rotation = {
  channels: ['ada', 'bob', 'eve'],
  start: '2026-03-23T09:00:00+01:00',
  everyHours: 168,
};
const level = (name: string) => ({ notify: [name], timeoutSeconds: 60 });
const policy: EscalationPolicy = { name: 'default', repeat: 1, levels: [level('a'), level('b')] };
/** A Friday. */
const NOON = at('2026-03-27T11:00:00Z');

describe('nextLevel', () => {
  it('goes through the levels, as often as the policy says, and ends', () => {
    const told: unknown[] = [];
    for (let state = { level: 0 }; ; ) {
      const next = nextLevel(policy, state, NOON);
      told.push(next.kind === 'tell' ? `${next.channels} ${next.waitSeconds} ${next.words}` : next.words);
      if (next.kind !== 'tell') break;
      state = next;
    }
    expect(told).toEqual([
      "a 60 Level 1 of 'default' is told.",
      "b 60 Level 2 of 'default' is told.",
      "a 60 Level 1 of 'default', for the 2. time, is told.",
      "b 60 Level 2 of 'default', for the 2. time, is told.",
      "Every level of 'default' has had its turn, and nobody acknowledged.",
    ]);
  });

  it('waits until a level has its hours, or passes it over', () => {
    const night = at('2026-03-27T22:00:00Z');
    const waiting = { ...policy, levels: [{ ...level('a'), hours: OFFICE }, level('b')] };
    // The clocks change on Sunday, so that nine on Monday is an hour earlier.
    expect(nextLevel(waiting, { level: 0 }, night)).toMatchObject({
      kind: 'wait',
      until: at('2026-03-30T07:00:00Z'),
    });
    expect(nextLevel(waiting, { level: 0 }, NOON)).toMatchObject({ kind: 'tell', channels: ['a'] });
    const skipping = {
      ...policy,
      levels: [{ ...level('a'), hours: { ...OFFICE, outside: 'skip' as const } }, level('b')],
    };
    expect(nextLevel(skipping, { level: 0 }, night)).toMatchObject({
      kind: 'tell',
      level: 2,
      channels: ['b'],
    });
    expect(nextLevel({ ...skipping, levels: skipping.levels.slice(0, 1) }, { level: 0 }, night).kind).toBe(
      'exhausted',
    );
  });

  it('tells whoever is on duty besides the others, once', () => {
    const turns = { ...policy, levels: [{ ...level('bob'), rotation: WEEKLY }] };
    const told = (instant: string) => {
      const next = nextLevel(turns, { level: 0 }, at(instant));
      return next.kind === 'tell' ? next.channels : [];
    };
    expect(told('2026-03-23T08:00:00Z')).toEqual(['bob', 'ada']);
    expect(told('2026-03-30T08:00:00Z')).toEqual(['bob']);
  });
});

describe('openFrom', () => {
  it.each([
    ['2026-03-27T15:59:59Z', '2026-03-27T15:59:59Z'],
    ['2026-03-27T16:00:00Z', '2026-03-30T07:00:00Z'],
    ['2026-10-23T15:00:00Z', '2026-10-26T08:00:00Z'],
  ])('at %s is %s', (now, open) => {
    expect(openFrom(OFFICE, at(now))).toBe(at(open));
  });

  it('spans midnight, and never comes where the spring change skips all of it', () => {
    const night: BusinessHours = { ...OFFICE, days: ['Friday'], from: '22:00', to: '06:00' };
    expect(openFrom(night, at('2026-03-28T04:59:59Z'))).toBe(at('2026-03-28T04:59:59Z'));
    expect(openFrom(night, at('2026-03-28T05:00:00Z'))).toBe(at('2026-04-03T20:00:00Z'));
    const skipped: BusinessHours = { ...OFFICE, days: ['Sunday'], from: '02:00', to: '03:00' };
    expect(openFrom(skipped, at('2026-03-28T12:00:00Z'))).toBe(at('2026-04-05T00:00:00Z'));
  });

  it('answers a time at which it answers itself, and no earlier one holds', () => {
    const zone = fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Pacific/Auckland');
    const hour = fc.nat({ max: 23 }).map((value) => `${String(value).padStart(2, '0')}:30`);
    const instants = fc.integer({ min: at('2026-01-01T00:00:00Z'), max: at('2027-01-01T00:00:00Z') });
    fc.assert(
      fc.property(zone, hour, hour, instants, (timeZone, from, to, now) => {
        const hours = { ...OFFICE, timeZone, from, to };
        const open = openFrom(hours, now);
        if (open === undefined) throw new Error('never');
        expect(open).toBeGreaterThanOrEqual(now);
        expect(openFrom(hours, open)).toBe(open);
        if (open > now) expect(openFrom(hours, open - 1)).toBe(open);
      }),
    );
  });
});

describe('onDuty', () => {
  it('hands over at the same hour by the clocks of a zone, and by plain hours without one', () => {
    const wall = { ...WEEKLY, timeZone: 'Europe/Berlin' };
    expect(onDuty(wall, at('2026-03-30T08:59:59+02:00'))).toBe('ada');
    expect(onDuty(wall, at('2026-03-30T09:00:00+02:00'))).toBe('bob');
    expect(onDuty(WEEKLY, at('2026-03-30T09:59:59+02:00'))).toBe('ada');
    expect(onDuty(WEEKLY, at('2026-03-30T10:00:00+02:00'))).toBe('bob');
  });

  it('takes turns, before the start too', () => {
    const turns = ['2026-03-16', '2026-03-23', '2026-03-30', '2026-04-06', '2026-04-13'].map((day) =>
      onDuty(WEEKLY, at(`${day}T12:00:00Z`)),
    );
    expect(turns).toEqual(['eve', 'ada', 'bob', 'eve', 'ada']);
  });
});
