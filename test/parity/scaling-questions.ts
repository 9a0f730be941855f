import { ENVIRONMENT } from '../flows/service.ts';
import type { Case } from './questions.ts';

const POLICY = { metric: 'concurrency', target: 70, min: 0, max: 10 } as const;
const POLICY_WORDS = Object.entries(POLICY).flatMap(([field, value]) => [`--policy.${field}`, String(value)]);

/** Questions about capacity. */
export const SCALING_CASES: readonly Case[] = [
  {
    what: 'what would be scaled, and why nothing is',
    status: 200,
    ask: ({ service }) => ({
      operation: 'scale_resources',
      input: { environment: ENVIRONMENT, service, dryRun: true },
      words: ['--environment', ENVIRONMENT, '--service', service, '--dry-run'],
    }),
  },
  {
    what: 'the capacity of a service that nobody registered',
    status: 404,
    ask: () => ({
      operation: 'scale_resources',
      input: { environment: ENVIRONMENT, service: 'nobody' },
      words: ['--environment', ENVIRONMENT, '--service', 'nobody'],
    }),
  },
  {
    what: 'what a policy would be',
    status: 200,
    ask: ({ service }) => ({
      operation: 'set_scaling',
      input: { environment: ENVIRONMENT, service, policy: POLICY, dryRun: true },
      words: ['--environment', ENVIRONMENT, '--service', service, ...POLICY_WORDS, '--dry-run'],
    }),
  },
];
