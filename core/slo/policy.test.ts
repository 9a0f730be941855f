import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { budgetGate } from './gate.ts';
import { HOUR_MS, NOW } from './objective.fixture.ts';
import { ACTIONS, type Action, DEFAULT_POLICY, nextStanding, type Standing } from './policy.ts';

const at = (remaining: number | undefined, before?: Standing, hours = 0) =>
  nextStanding(DEFAULT_POLICY, before, remaining, NOW + hours * HOUR_MS);

describe('the ladder', () => {
  it.each<[number, Action]>([
    [1, 'none'],
    [0.51, 'none'],
    [0.5, 'warn'],
    [0.26, 'warn'],
    [0.25, 'approval'],
    [0.01, 'approval'],
    [0, 'freeze'],
    [-3, 'freeze'],
  ])('at %f asks for %s', (remaining, action) => {
    expect(at(remaining)).toEqual({ action, since: new Date(NOW).toISOString() });
  });

  it('asks for nothing without data, unless the policy says so', () => {
    expect(at(undefined).action).toBe('none');
    expect(nextStanding({ ...DEFAULT_POLICY, noData: 'approval' }, undefined, undefined, NOW).action).toBe(
      'approval',
    );
  });

  it('ends a freeze when more than a tenth has remained for a day, and not before', () => {
    const frozen = at(-0.1);
    expect(at(0.05, frozen, 1)).toEqual(frozen);
    const recovering = at(0.2, frozen, 2);
    expect(recovering).toEqual({ ...frozen, recoveringSince: new Date(NOW + 2 * HOUR_MS).toISOString() });
    expect(at(0.2, recovering, 25)).toEqual(recovering);
    expect(at(0.05, recovering, 10)).toEqual(frozen);
    expect(at(undefined, recovering, 30)).toEqual(frozen);
    expect(at(0.2, recovering, 26)).toMatchObject({ action: 'approval' });
  });

  it('keeps the time since which it asks for the same', () => {
    const warned = at(0.4);
    expect(at(0.3, warned, 5)).toEqual(warned);
    expect(at(0.2, warned, 5)).toMatchObject({
      action: 'approval',
      since: expect.not.stringMatching(warned.since),
    });
  });

  it('is never milder for less that remains', () => {
    const share = fc.double({ min: -5, max: 1, noNaN: true });
    fc.assert(
      fc.property(share, share, (one, other) => {
        const [less, more] = [Math.min(one, other), Math.max(one, other)].map((remaining) =>
          ACTIONS.indexOf(at(remaining).action),
        );
        expect(less).toBeGreaterThanOrEqual(more ?? 0);
      }),
    );
  });
});

describe('the gate', () => {
  const standing = (name: string, action: Action, remaining?: number) => ({
    name,
    action,
    ...(remaining !== undefined && { remaining }),
  });

  it('is as strict as the strictest objective', () => {
    const both = [standing('fast', 'warn', 0.4), standing('up', 'freeze', -0.2)];
    expect(budgetGate('shop', both, 'deployment')).toEqual({
      status: 'FAILED',
      action: 'freeze',
      needsApproval: false,
      words:
        '40% of the error budget of fast remains, which is a warning. 120% of the error budget of up is used up, which stops changes other than fixes and rollbacks.',
    });
  });

  it('asks for a second person, and stops faults on purpose at once', () => {
    const low = [standing('up', 'approval', 0.2)];
    expect(budgetGate('shop', low, 'deployment')).toMatchObject({ status: 'PASSED', needsApproval: true });
    expect(budgetGate('shop', low, 'maintenance')).toMatchObject({ status: 'PASSED', needsApproval: true });
    expect(budgetGate('shop', low, 'chaos')).toMatchObject({ status: 'FAILED' });
  });

  it('says what is not known, and stops nothing for it unless the policy does', () => {
    expect(budgetGate('shop', [standing('up', 'none')], 'deployment')).toMatchObject({
      status: 'NO_DATA',
      words: 'NO_DATA of up: nothing was measured.',
    });
    expect(budgetGate('shop', [standing('up', 'freeze')], 'deployment').status).toBe('FAILED');
    expect(budgetGate('shop', [standing('up', 'none'), standing('fast', 'none', 1)], 'chaos').status).toBe(
      'PASSED',
    );
    expect(budgetGate('shop', [], 'deployment')).toMatchObject({ status: 'NOT_INSTALLED' });
  });
});
