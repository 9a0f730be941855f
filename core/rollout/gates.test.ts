import { expect, it } from 'vitest';
import { blocking, type Gate, type GateStatus, missing } from './gates.ts';

const STATUSES: readonly GateStatus[] = ['PASSED', 'FAILED', 'NOT_INSTALLED', 'NO_DATA', 'ASKED_LATER'];
const gates = STATUSES.map((status): Gate => ({ name: status.toLowerCase(), status, words: '' }));

it('what failed or cannot be read blocks; what nobody installed or is asked later does not', () => {
  expect(blocking(gates).map(({ name }) => name)).toEqual(['failed', 'no_data']);
});

it('names the sources that are not installed', () => {
  expect(missing(gates)).toEqual(['not_installed']);
});
