import type { Case } from './questions.ts';

const LOCK = '{"lockfileVersion":3,"packages":{"node_modules/a":{"version":"1.0.0"}}}';

/** Questions about the security of an account. */
export const SECURITY_CASES: readonly Case[] = [
  {
    what: 'what a scan would look at',
    status: 200,
    ask: () => ({
      operation: 'security_scan',
      input: { scope: 'application', frameworks: ['soc2'], dryRun: true },
      words: ['--scope', 'application', '--frameworks', 'soc2', '--dry-run'],
    }),
  },
  {
    what: 'a scan that there is not',
    status: 404,
    ask: () => ({
      operation: 'get_security_scan',
      input: { scanId: 'scan-0123456789abcdefghjkmn' },
      words: ['--scan-id', 'scan-0123456789abcdefghjkmn'],
      profile: 'viewer',
    }),
  },
  {
    what: 'a risk that is taken on for too long',
    status: 400,
    ask: () => ({
      operation: 'accept_risk',
      input: {
        rule: 'a',
        resource: 'b',
        owner: 'ada',
        reason: 'For good reasons',
        until: '2099-01-01T00:00:00Z',
      },
      words: [
        ...['--rule', 'a', '--resource', 'b', '--owner', 'ada', '--reason', 'For good reasons'],
        ...['--until', '2099-01-01T00:00:00Z'],
      ],
      profile: 'approver',
    }),
  },
  {
    what: 'a framework that there is not',
    status: 404,
    ask: () => ({
      operation: 'set_framework',
      input: { remove: 'house', dryRun: true },
      words: ['--remove', 'house', '--dry-run'],
    }),
  },
  {
    what: 'what a lock file lists',
    status: 200,
    ask: () => ({
      operation: 'set_dependencies',
      input: { environment: 'production', service: 'shop', document: LOCK, dryRun: true },
      words: ['--environment', 'production', '--service', 'shop', '--document', LOCK, '--dry-run'],
    }),
  },
];
