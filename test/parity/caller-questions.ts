import type { Case } from './questions.ts';

const UNKNOWN = '0'.repeat(22);

/** Questions about keys, and about going past one's roles. */
export const CALLER_CASES: readonly Case[] = [
  {
    what: 'the keys that are revoked',
    status: 200,
    ask: () => ({
      operation: 'list_keys',
      input: { state: 'REVOKED' },
      words: ['--state', 'REVOKED'],
      profile: 'admin',
    }),
  },
  {
    what: 'a key with a role that no program has',
    status: 400,
    ask: () => ({
      operation: 'create_key',
      input: { name: 'pipeline', roles: ['approver'] },
      words: ['--name', 'pipeline', '--roles', 'approver'],
      profile: 'admin',
    }),
  },
  {
    what: 'a key that was never made',
    status: 404,
    ask: () => ({
      operation: 'revoke_key',
      input: { keyId: UNKNOWN },
      words: ['--key-id', UNKNOWN],
      profile: 'admin',
    }),
  },
  {
    what: 'the glass, by somebody who may not break it',
    status: 403,
    ask: () => ({
      operation: 'break_glass',
      input: { reason: 'I am an admin.' },
      words: ['--reason', 'I am an admin.'],
      profile: 'admin',
    }),
  },
];
