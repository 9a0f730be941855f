import { ENVIRONMENT } from '../flows/service.ts';
import type { Case } from './questions.ts';

/** Questions about performance. */
export const PERFORMANCE_CASES: readonly Case[] = [
  {
    what: 'what could be set better, and would be set',
    status: 200,
    ask: ({ service }) => ({
      operation: 'optimize_performance',
      // Without a search of Logs Insights, for which time would have to pass.
      input: { environment: ENVIRONMENT, service, metrics: ['cpu', 'errors'], autoApply: true, dryRun: true },
      words: [
        ...['--environment', ENVIRONMENT, '--service', service, '--metrics', 'cpu', '--metrics', 'errors'],
        ...['--auto-apply', '--dry-run'],
      ],
    }),
  },
  {
    what: 'the performance of a service that nobody registered',
    status: 404,
    ask: () => ({
      operation: 'optimize_performance',
      input: { environment: ENVIRONMENT, service: 'nobody' },
      words: ['--environment', ENVIRONMENT, '--service', 'nobody'],
    }),
  },
  {
    what: 'what was optimized',
    status: 200,
    ask: ({ service }) => ({
      operation: 'list_optimizations',
      input: { environment: ENVIRONMENT, service },
      words: ['--environment', ENVIRONMENT, '--service', service],
    }),
  },
];
