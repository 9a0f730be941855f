import { ENVIRONMENT } from '../flows/service.ts';
import type { Case } from './questions.ts';

const OTHER_HASH = 'f'.repeat(64);
const here = (service: string) => ({ environment: ENVIRONMENT, service });
const place = (service: string) => ['--environment', ENVIRONMENT, '--service', service];
const UNKNOWN_RUN = 'run-0123456789ab';

/** Questions about runbooks and their runs. */
export const RUNBOOK_CASES: readonly Case[] = [
  {
    what: 'the runbooks, and what they have earned',
    status: 200,
    ask: () => ({
      operation: 'list_runbooks',
      input: { environment: ENVIRONMENT },
      words: ['--environment', ENVIRONMENT],
      profile: 'viewer',
    }),
  },
  {
    what: 'the runs on a service',
    status: 200,
    ask: ({ service }) => ({
      operation: 'list_runbook_runs',
      input: here(service),
      words: place(service),
      profile: 'viewer',
    }),
  },
  {
    what: 'the open runs of a month',
    status: 400,
    ask: () => ({
      operation: 'list_runbook_runs',
      input: { open: true, month: '2026-11' },
      words: ['--open', '--month', '2026-11'],
      profile: 'viewer',
    }),
  },
  {
    what: 'a runbook that there is not',
    status: 404,
    ask: ({ service }) => ({
      operation: 'start_runbook',
      input: { runbook: 'nothing', ...here(service), dryRun: true },
      words: ['--runbook', 'nothing', ...place(service), '--dry-run'],
      profile: 'operator',
    }),
  },
  {
    what: 'what a runbook would do to a service of another kind',
    status: 422,
    ask: ({ service }) => ({
      operation: 'start_runbook',
      input: { runbook: 'high-memory', ...here(service), dryRun: true },
      words: ['--runbook', 'high-memory', ...place(service), '--dry-run'],
      profile: 'operator',
    }),
  },
  ...['get_runbook_run', 'stop_runbook_run', 'resume_runbook_run'].map(
    (operation): Case => ({
      what: `${operation} of a run that there never was`,
      status: 404,
      ask: () => ({
        operation,
        input: { runId: UNKNOWN_RUN },
        words: ['--run-id', UNKNOWN_RUN],
        profile: 'operator',
      }),
    }),
  ),
  {
    what: 'the approval of a run that there never was',
    status: 404,
    ask: () => ({
      operation: 'approve',
      input: { runId: UNKNOWN_RUN, planHash: OTHER_HASH },
      words: ['--run-id', UNKNOWN_RUN, '--plan-hash', OTHER_HASH],
      profile: 'approver',
    }),
  },
  {
    what: 'the rejection of a deployment and a run at once',
    status: 400,
    ask: ({ deploymentId }) => ({
      operation: 'reject',
      input: { deploymentId, runId: UNKNOWN_RUN, reason: 'no' },
      words: ['--deployment-id', deploymentId, '--run-id', UNKNOWN_RUN, '--reason', 'no'],
      profile: 'approver',
    }),
  },
];
