import { describe, expect, it } from 'vitest';
import { afterRun, type Brake, blockedSeconds, RELEASED } from './brake.ts';
import type { Outcome } from './outcome.ts';
import { at, ms } from './run.fixture.ts';

const brakeAfter = (outcomes: readonly Outcome[]) =>
  outcomes.reduce<Brake>((brake, outcome, index) => afterRun(brake, outcome, at(index)), RELEASED);

describe('afterRun', () => {
  it.each<[Outcome[], Brake]>([
    [['ineffective'], { ineffective: 1 }],
    [['ineffective', 'failed'], { ineffective: 2 }],
    [['ineffective', 'failed', 'ineffective'], { ineffective: 3, blockedUntil: at(62) }],
    [['failed', 'failed', 'failed', 'failed'], { ineffective: 4, blockedUntil: at(63) }],
    [['failed', 'failed', 'none', 'failed'], { ineffective: 3, blockedUntil: at(63) }],
    [['failed', 'failed', 'verified', 'failed'], { ineffective: 1 }],
    [['failed', 'failed', 'failed', 'none'], { ineffective: 3, blockedUntil: at(62) }],
    [['failed', 'failed', 'failed', 'verified'], { ineffective: 0 }],
  ])('%j', (outcomes, brake) => {
    expect(brakeAfter(outcomes)).toEqual(brake);
  });
});

describe('blockedSeconds', () => {
  it.each([
    [{ ineffective: 2 }, ms(0), 0],
    [{ ineffective: 3, blockedUntil: at(60) }, ms(0), 3600],
    [{ ineffective: 3, blockedUntil: at(60) }, ms(60) - 1, 1],
    [{ ineffective: 3, blockedUntil: at(60) }, ms(60), 0],
    [{ ineffective: 3, blockedUntil: at(60) }, ms(61), 0],
  ])('%j', (brake, now, seconds) => {
    expect(blockedSeconds(brake, now)).toBe(seconds);
  });
});
