import { ENVIRONMENT } from '../flows/service.ts';
import { CALLER_CASES } from './caller-questions.ts';
import { CHAOS_CASES } from './chaos-questions.ts';
import { COST_CASES } from './cost-questions.ts';
import type { Question } from './doors.ts';
import { INCIDENT_CASES } from './incident-questions.ts';
import { PERFORMANCE_CASES } from './performance-questions.ts';
import { RUNBOOK_CASES } from './runbook-questions.ts';
import { SCALING_CASES } from './scaling-questions.ts';
import { SECURITY_CASES } from './security-questions.ts';
import { SEEING_CASES } from './seeing-questions.ts';
import { SLO_CASES } from './slo-questions.ts';

/** What questions are about: a registered alias, and a deployment of another one that awaits approval. */
export interface Subject {
  readonly service: string;
  readonly deploymentId: string;
  readonly planHash: string;
}

/** A question, and the status that every door must answer it with. */
export interface Case {
  readonly what: string;
  readonly status: number;
  ask(subject: Subject): Question;
}

const UNKNOWN_DEPLOYMENT = 'dep-0123456789ab';
const here = (service: string) => ({ environment: ENVIRONMENT, service });
const place = (service: string) => ['--environment', ENVIRONMENT, '--service', service];
const OTHER_HASH = 'f'.repeat(64);
const FREEZE = {
  kind: 'calendar',
  windows: [{ from: '2030-12-24T00:00Z', to: '2031-01-02T00:00Z', reason: 'Christmas' }],
};

const ALERTING = `channels:
  - { name: mail, type: email, from: ops@example.com, to: [ada@example.org] }
`;

const ALIAS = {
  target: { type: 'lambda-alias', functionName: 'wages', alias: 'live', probe: { rawPath: '/health' } },
  versionSource: { type: 'lambda-version' },
};
const ALIAS_WORDS = [
  ...['--target.type', 'lambda-alias', '--target.function-name', 'wages', '--target.alias', 'live'],
  ...['--target.probe', '{"rawPath":"/health"}', '--version-source.type', 'lambda-version'],
];

const READS: readonly Case[] = [
  {
    what: 'a service',
    status: 200,
    ask: ({ service }) => ({ operation: 'get_service', input: here(service), words: place(service) }),
  },
  {
    what: 'all services',
    status: 200,
    ask: () => ({
      operation: 'list_services',
      input: { environment: ENVIRONMENT },
      words: ['--environment', ENVIRONMENT],
      profile: 'viewer',
    }),
  },
  {
    what: 'a deployment, with a number and a switch',
    status: 200,
    ask: ({ deploymentId }) => ({
      operation: 'get_deployment',
      input: { deploymentId, verdicts: 3, records: true },
      words: ['--deployment-id', deploymentId, '--verdicts', '3', '--records'],
    }),
  },
  {
    what: 'deployments of a state',
    status: 200,
    ask: () => ({
      operation: 'list_deployments',
      input: { state: 'AWAITING_APPROVAL', limit: 5 },
      words: ['--state', 'AWAITING_APPROVAL', '--limit=5'],
    }),
  },
  {
    what: 'the audit of a deployment',
    status: 200,
    ask: ({ deploymentId }) => ({
      operation: 'list_audit',
      input: { resource: `deployment/${deploymentId}` },
      words: ['--resource', `deployment/${deploymentId}`],
    }),
  },
  {
    what: 'whether that audit is whole',
    status: 200,
    ask: ({ deploymentId }) => ({
      operation: 'verify_audit',
      input: { resource: `deployment/${deploymentId}` },
      words: ['--resource', `deployment/${deploymentId}`],
    }),
  },
  {
    what: 'what could not be delivered',
    status: 200,
    ask: () => ({
      operation: 'list_dead_letters',
      input: { limit: 5 },
      words: ['--limit', '5'],
      profile: 'viewer',
    }),
  },
  {
    what: 'how the installation is',
    status: 200,
    ask: ({ service }) => ({
      operation: 'doctor',
      input: here(service),
      words: place(service),
      profile: 'viewer',
    }),
  },
  {
    what: 'who is told of incidents',
    status: 200,
    ask: () => ({ operation: 'get_alerting', input: {}, words: [], profile: 'viewer' }),
  },
  {
    what: 'a month that is none',
    status: 400,
    ask: () => ({ operation: 'verify_audit', input: { month: '2026-13' }, words: ['--month', '2026-13'] }),
  },
  {
    what: 'a service that nobody registered',
    status: 404,
    ask: () => ({ operation: 'get_service', input: here('nobody'), words: place('nobody') }),
  },
  {
    what: 'a deployment that there never was',
    status: 404,
    ask: () => ({
      operation: 'get_deployment',
      input: { deploymentId: UNKNOWN_DEPLOYMENT },
      words: ['--deployment-id', UNKNOWN_DEPLOYMENT],
    }),
  },
  {
    what: 'anything, by nobody',
    status: 401,
    ask: ({ service }) => ({
      operation: 'get_service',
      input: here(service),
      words: place(service),
      profile: null,
    }),
  },
  {
    what: 'anything, by somebody without a role',
    status: 403,
    ask: ({ service }) => ({
      operation: 'get_service',
      input: here(service),
      words: place(service),
      profile: 'stranger',
    }),
  },
];

const CHANGES: readonly Case[] = [
  {
    what: 'a plan, with nested fields',
    status: 200,
    ask: ({ service }) => ({
      operation: 'deploy_application',
      input: {
        ...here(service),
        version: '2',
        strategy: 'canary',
        trafficSplit: 20,
        monitoring: { duration: 120, successCriteria: { errorRate: '<1%' } },
        dryRun: true,
      },
      words: [
        ...place(service),
        ...['--version', '2', '--strategy', 'canary', '--traffic-split', '20', '--dry-run'],
        ...['--monitoring.duration', '120', '--monitoring.success-criteria.error-rate', '<1%'],
      ],
    }),
  },
  {
    what: 'a version that does not exist',
    status: 400,
    ask: ({ service }) => ({
      operation: 'deploy_application',
      input: { ...here(service), version: '99' },
      words: [...place(service), '--version', '99'],
    }),
  },
  {
    what: 'steps that do not rise',
    status: 400,
    ask: ({ service }) => ({
      operation: 'deploy_application',
      input: { ...here(service), version: '2', steps: [{ weight: 50 }, { weight: 20 }] },
      words: [...place(service), '--version', '2', '--steps', '[{"weight":50},{"weight":20}]'],
    }),
  },
  {
    what: 'a body that is too large',
    status: 413,
    ask: ({ deploymentId }) => ({
      operation: 'reject',
      input: { deploymentId, reason: 'x'.repeat(300_000) },
      words: ['--deployment-id', deploymentId, '--reason', 'x'.repeat(300_000)],
      profile: 'approver',
    }),
  },
  {
    what: 'a change by somebody who may only look',
    status: 403,
    ask: ({ deploymentId }) => ({
      operation: 'abort_deployment',
      input: { deploymentId },
      words: ['--deployment-id', deploymentId],
      profile: 'viewer',
    }),
  },
  {
    what: 'the approval of another plan',
    status: 400,
    ask: ({ deploymentId }) => ({
      operation: 'approve',
      input: { deploymentId, planHash: OTHER_HASH },
      words: ['--deployment-id', deploymentId, '--plan-hash', OTHER_HASH],
      profile: 'approver',
    }),
  },
  {
    what: 'a pause of what does not run yet',
    status: 409,
    ask: ({ deploymentId }) => ({
      operation: 'pause_deployment',
      input: { deploymentId, reason: 'wait' },
      words: ['--deployment-id', deploymentId, '--reason', 'wait'],
    }),
  },
  {
    what: 'a freeze, by a list of windows',
    status: 200,
    ask: ({ service }) => ({
      operation: 'set_freeze',
      input: { ...here(service), freeze: FREEZE },
      words: [
        ...place(service),
        '--freeze.kind',
        'calendar',
        '--freeze.windows',
        JSON.stringify(FREEZE.windows),
      ],
      profile: 'operator',
    }),
  },
  {
    what: 'one deployment, four times with one key',
    status: 200,
    ask: ({ service }) => ({
      operation: 'deploy_application',
      input: { ...here(service), version: '2', approval: true },
      words: [...place(service), '--version', '2', '--approval', '--no-wait'],
      key: 'release-1',
    }),
  },
  {
    what: 'another one while that one is under way',
    status: 409,
    ask: ({ service }) => ({
      operation: 'deploy_application',
      input: { ...here(service), version: '2' },
      words: [...place(service), '--version', '2'],
    }),
  },
  {
    what: 'that key for something else',
    status: 409,
    ask: ({ service }) => ({
      operation: 'deploy_application',
      input: { ...here(service), version: '3' },
      words: [...place(service), '--version', '3'],
      key: 'release-1',
    }),
  },
  {
    what: 'what an alerting document would change, over several lines',
    status: 200,
    ask: () => ({
      operation: 'set_alerting',
      input: { document: ALERTING, dryRun: true },
      words: ['--document', ALERTING, '--dry-run'],
      profile: 'admin',
    }),
  },
  {
    what: 'an alerting document with a fault in a line',
    status: 400,
    ask: () => ({
      operation: 'set_alerting',
      input: { document: `${ALERTING}rules: []\n` },
      words: ['--document', `${ALERTING}rules: []\n`],
      profile: 'admin',
    }),
  },
  {
    what: 'an alerting document, by somebody who may only deploy',
    status: 403,
    ask: () => ({
      operation: 'set_alerting',
      input: { document: ALERTING },
      words: ['--document', ALERTING],
    }),
  },
  {
    what: 'what a redrive would call',
    status: 200,
    ask: () => ({
      operation: 'redrive_dead_letters',
      input: { target: 'operate-anchor-audit', dryRun: true },
      words: ['--target', 'operate-anchor-audit', '--dry-run'],
      profile: 'operator',
    }),
  },
  {
    what: 'an abort, four times with one key',
    status: 200,
    ask: ({ deploymentId }) => ({
      operation: 'abort_deployment',
      input: { deploymentId },
      words: ['--deployment-id', deploymentId],
      key: 'abort-1',
    }),
  },
  ...['promote_deployment', 'resume_deployment', 'rollback_deployment'].map(
    (operation): Case => ({
      what: `${operation} of what is being aborted`,
      status: 409,
      ask: ({ deploymentId }) => ({
        operation,
        input: { deploymentId },
        words: ['--deployment-id', deploymentId],
      }),
    }),
  ),
  {
    what: 'what a service lacks, by the forms of a union',
    status: 200,
    ask: ({ service }) => ({
      operation: 'register_service',
      input: { ...here(service), ...ALIAS, dryRun: true },
      words: [...place(service), ...ALIAS_WORDS, '--dry-run'],
    }),
  },
  {
    what: 'the registration of what is not ready',
    status: 422,
    ask: () => ({
      operation: 'register_service',
      input: { ...here('wages'), ...ALIAS },
      words: [...place('wages'), ...ALIAS_WORDS],
    }),
  },
];

export const CASES: readonly Case[] = [
  ...READS,
  ...RUNBOOK_CASES,
  ...CHANGES,
  ...INCIDENT_CASES,
  ...PERFORMANCE_CASES,
  ...SCALING_CASES,
  ...SLO_CASES,
  ...COST_CASES,
  ...SECURITY_CASES,
  ...CALLER_CASES,
  ...CHAOS_CASES,
  ...SEEING_CASES,
];
