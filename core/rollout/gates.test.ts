import { describe, expect, it } from 'vitest';
import { blocking, forFix, type Gate, type GateStatus, missing, needsApproval } from './gates.ts';

const STATUSES: readonly GateStatus[] = ['PASSED', 'FAILED', 'NOT_INSTALLED', 'NO_DATA', 'ASKED_LATER'];
const gates = STATUSES.map((status): Gate => ({ name: status.toLowerCase(), status, words: '' }));

describe('blocking', () => {
  it('is what failed or cannot be read; not what nobody installed or is asked later', () => {
    expect(blocking(gates, 'deploy').map(({ name }) => name)).toEqual(['failed', 'no_data']);
  });

  it('of a way back is only what makes it impossible', () => {
    const names = ['lease', 'freeze', 'target', 'live-version', 'version', 'incidents', 'budget', 'alarms'];
    const failed = names.map((name): Gate => ({ name, status: 'FAILED', words: '' }));
    expect(blocking(failed, 'deploy').map(({ name }) => name)).toEqual(names);
    expect(blocking(failed, 'rollback').map(({ name }) => name)).toEqual(['lease', 'target', 'version']);
    const passed = names.map((name): Gate => ({ name, status: 'PASSED', words: '' }));
    expect(blocking(passed, 'rollback')).toEqual([]);
  });
});

describe('a budget', () => {
  const budget = (changes: Partial<Gate>): Gate => ({
    name: 'budget',
    status: 'FAILED',
    words: 'Gone.',
    ...changes,
  });

  it('without data is said, and blocks nothing where it is only advice', () => {
    expect(blocking([budget({ status: 'NO_DATA', advisory: true })], 'deploy')).toEqual([]);
    expect(blocking([budget({ status: 'NO_DATA' })], 'deploy')).toHaveLength(1);
  });

  it('asks a second person of a deployment, and of no way back', () => {
    const low = [budget({ status: 'PASSED', needsApproval: true })];
    expect([needsApproval(low, 'deploy'), needsApproval(low, 'rollback')]).toEqual([true, false]);
    expect(needsApproval([budget({ status: 'PASSED' })], 'deploy')).toBe(false);
  });

  it('that is gone asks a second person of a fix, and no other gate is opened by it', () => {
    const others = [budget({ name: 'incidents' }), budget({ status: 'NO_DATA' })];
    const [fixed, ...left] = forFix([budget({}), ...others]);
    expect(fixed).toEqual({
      name: 'budget',
      status: 'PASSED',
      needsApproval: true,
      words: 'Gone. A fix needs a second person.',
    });
    expect(left).toEqual(others);
  });
});

it('names the sources that are not installed', () => {
  expect(missing(gates)).toEqual(['not_installed']);
});
