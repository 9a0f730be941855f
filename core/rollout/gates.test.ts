import { describe, expect, it } from 'vitest';
import { blocking, type Gate, type GateStatus, missing } from './gates.ts';

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

it('names the sources that are not installed', () => {
  expect(missing(gates)).toEqual(['not_installed']);
});
