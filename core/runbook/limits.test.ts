import { describe, expect, it } from 'vitest';
import { type LimitFacts, limitBroken } from './limits.ts';
import { at, ms, RUN } from './run.fixture.ts';

const { target } = RUN;
const limits = { concurrency: 2, perHour: 3, costPerDay: 1 };
const facts: LimitFacts = {
  runbook: 'add-capacity',
  target,
  live: [],
  begun: [],
  spentToday: 0,
  cost: 0.25,
  now: ms(100),
};
const live = (id: string, runbook = 'add-capacity', there = target) => ({ id, runbook, target: there });

describe('limitBroken', () => {
  it('is nothing when there is room', () => {
    const elsewhere = [
      live('a', 'other', { ...target, environment: 'staging' }),
      live('b', 'other', { ...target, service: 'checkout' }),
    ];
    const begun = [at(40), at(99), at(80)];
    expect(
      limitBroken(limits, { ...facts, live: [live('c'), ...elsewhere], begun, spentToday: 0.75 }),
    ).toBeUndefined();
  });

  it('is one more run than may be under way', () => {
    expect(limitBroken(limits, { ...facts, live: [live('a'), live('b')] })).toEqual({
      limit: 'concurrency',
      words: '2 of at most 2 runs at once are under way.',
      conflictsWith: 'a',
    });
    expect(limitBroken({ ...limits, concurrency: 0 }, facts)).toBeUndefined();
  });

  it('is another runbook at work on the same service', () => {
    expect(limitBroken(limits, { ...facts, live: [live('a'), live('b', 'free-disk')] })).toEqual({
      limit: 'exclusive',
      words: "The runbook 'free-disk' is at work on production/storefront.",
      conflictsWith: 'b',
    });
  });

  it('is as many runs within an hour, until enough of them are longer ago', () => {
    expect(limitBroken(limits, { ...facts, begun: [at(99), at(41), at(50), at(40)] })).toEqual({
      limit: 'perHour',
      words: '3 of at most 3 runs within an hour have begun.',
      retryAfterSeconds: 60,
    });
    const four = { ...facts, begun: [at(99), at(41), at(50), at(60)] };
    expect(limitBroken(limits, four)?.retryAfterSeconds).toBe(600);
  });

  it('is more money than a day may cost', () => {
    expect(limitBroken(limits, { ...facts, spentToday: 0, cost: 1.01 })).not.toHaveProperty(
      'retryAfterSeconds',
    );
    expect(limitBroken(limits, { ...facts, spentToday: 0.76 })).toEqual({
      limit: 'costPerDay',
      retryAfterSeconds: (86_400_000 - (facts.now % 86_400_000)) / 1000,
      words: '$0.25 besides the $0.76 of today would be more than $1.00.',
    });
  });

  it('tells what frees itself last', () => {
    const all = { ...facts, live: [live('a'), live('b')], begun: [at(98), at(98), at(98)], spentToday: 5 };
    expect(limitBroken(limits, all)?.limit).toBe('concurrency');
    expect(limitBroken(limits, { ...all, live: [] })?.limit).toBe('perHour');
  });
});
