import { ENVIRONMENT } from '../flows/service.ts';
import type { Case } from './questions.ts';

const UNKNOWN = 'exp-0123456789ab';
const here = (service: string) => ({ environment: ENVIRONMENT, service });
const place = (service: string) => ['--environment', ENVIRONMENT, '--service', service];

/** Questions about experiments. */
export const CHAOS_CASES: readonly Case[] = [
  {
    what: 'the experiments that there are',
    status: 200,
    ask: () => ({ operation: 'list_experiments', input: {}, words: [], profile: 'viewer' }),
  },
  {
    what: 'runs of experiments on a service',
    status: 200,
    ask: ({ service }) => ({
      operation: 'list_chaos_tests',
      input: here(service),
      words: place(service),
      profile: 'viewer',
    }),
  },
  {
    what: 'what an experiment would do to a service of another kind',
    status: 422,
    ask: ({ service }) => ({
      operation: 'run_chaos_test',
      input: { experiment: 'task-stop', ...here(service), dryRun: true },
      words: ['--experiment', 'task-stop', ...place(service), '--dry-run'],
    }),
  },
  {
    what: 'what a function is prepared for, of a service that there is not',
    status: 404,
    ask: () => ({
      operation: 'check_chaos_preparation',
      input: here('nobody'),
      words: place('nobody'),
      profile: 'operator',
    }),
  },
  ...['get_chaos_test', 'stop_chaos_test'].map(
    (operation): Case => ({
      what: `${operation} of a run that there never was`,
      status: 404,
      ask: () => ({
        operation,
        input: { experimentId: UNKNOWN },
        words: ['--experiment-id', UNKNOWN],
        profile: 'operator',
      }),
    }),
  ),
];
