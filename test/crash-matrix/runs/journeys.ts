import type { StoredRun } from '../../../core/runbook/run.ts';
import type { FaultCall } from '../../../sandbox/faults/rule.ts';
import { deploy } from '../../flows/deployment.ts';
import { callerOf } from '../scope.ts';
import type { Journey } from './journey.ts';
import { QUEUES, RUNBOOKS } from './runbooks.ts';
import { invoked } from './scope.ts';
import { type Layout, queueArn, type Targets } from './targets.ts';

const ANY = Number.POSITIVE_INFINITY;
const SCALED = { UpdateService: ANY };
const RESERVED = { PutFunctionConcurrency: ANY, DeleteFunctionConcurrency: ANY };
const RAISED = { ...SCALED, RegisterScalableTarget: ANY };
/** By the deployments that a rollback begins. */
const DEPLOYED = { UpdateAlias: ANY };

const whole = () => () => true;

/** From the first call on of which something holds. */
function from(begins: (call: FaultCall) => boolean): Journey['phase'] {
  return () => {
    let open = false;
    return (call) => {
      open ||= begins(call);
      return open;
    };
  };
}

const calls = (name: string) => from((call) => invoked(call) === name);
const FOR_PEOPLE = /^(ask-approval|approve|reject|begin-run)$/;
const forPeople = () => (call: FaultCall) =>
  FOR_PEOPLE.test(invoked(call)) || FOR_PEOPLE.test(callerOf(call) ?? '');

const same = (before: Layout) => before;
const oneMore = (before: Layout): Layout => ({ ...before, desired: before.desired + 1 });
const raised = (before: Layout): Layout => ({ ...oneMore(before), limits: { ...before.limits, max: 9 } });
const reserved = (before: Layout): Layout => ({ ...before, reserved: 40 });
const other = (before: Layout): Layout => ({ ...before, version: before.version === '1' ? '2' : '1' });

const STEPS = [
  { weight: 50, bakeSeconds: 60, minRequests: 20 },
  { weight: 100, bakeSeconds: 60, minRequests: 20 },
];

/** A version to go back from. */
async function deployed({ prices, usersCall, alarms }: Targets): Promise<void> {
  await alarms('OK');
  usersCall();
  const deployment = await deploy(prices, await prices.good(), { strategy: 'canary', steps: STEPS });
  const { state } = await deployment.end();
  if (state.name !== 'PROMOTED')
    throw new Error(`There is nothing to go back from: ${JSON.stringify(state)}`);
}

async function letter({ bench: { account } }: Targets): Promise<void> {
  account.sqs.sendRedriven(queueArn(QUEUES.dead), queueArn(QUEUES.orders), 'order');
}

function isAt({ steps }: StoredRun, name: string): boolean {
  return steps.some(
    (step) => step.name === name && (step.state.name === 'BEGUN' || step.state.name === 'DONE'),
  );
}

const shop = { service: 'shop', after: oneMore, changes: SCALED } as const;
const prices = { service: 'prices', phase: whole, ends: 'SUCCEEDED' } as const;

export const JOURNEYS = {
  scaled: { ...shop, runbook: RUNBOOKS.addTask, incident: true, phase: whole, ends: 'SUCCEEDED' },
  raised: {
    ...shop,
    runbook: RUNBOOKS.raise,
    phase: whole,
    ends: 'SUCCEEDED',
    after: raised,
    changes: RAISED,
  },
  reserved: { ...prices, runbook: RUNBOOKS.reserve, after: reserved, changes: RESERVED },
  commanded: { ...prices, runbook: RUNBOOKS.clean, after: same, changes: { SendCommand: 1 } },
  moved: {
    ...prices,
    runbook: RUNBOOKS.move,
    prepare: letter,
    after: same,
    changes: { StartMessageMoveTask: 1 },
  },
  restarted: {
    ...shop,
    runbook: RUNBOOKS.restart,
    phase: whole,
    ends: 'SUCCEEDED',
    after: same,
    changes: { UpdateService: 1 },
  },
  'task-stopped': {
    ...shop,
    runbook: RUNBOOKS.stopTask,
    phase: whole,
    ends: 'SUCCEEDED',
    after: same,
    changes: { StopTask: ANY },
  },
  'gone-back': { ...prices, runbook: RUNBOOKS.goBack, prepare: deployed, after: other, changes: DEPLOYED },
  'gone-back-for-nothing': {
    ...prices,
    runbook: RUNBOOKS.goBack,
    prepare: deployed,
    alarm: 'ALARM',
    phase: calls('fail-run'),
    ends: 'INEFFECTIVE',
    after: other,
    changes: DEPLOYED,
  },
  operated: { ...prices, runbook: RUNBOOKS.operate, after: same, changes: {} },
  ineffective: {
    ...shop,
    runbook: RUNBOOKS.raise,
    incident: true,
    alarm: 'ALARM',
    phase: calls('fail-run'),
    ends: 'INEFFECTIVE',
    after: raised,
    changes: RAISED,
  },
  'ineffective-on-a-function': {
    ...prices,
    runbook: RUNBOOKS.reserve,
    alarm: 'ALARM',
    phase: calls('fail-run'),
    ends: 'INEFFECTIVE',
    after: reserved,
    changes: RESERVED,
  },
  'ineffective-restart': {
    ...shop,
    runbook: { ...RUNBOOKS.restart },
    alarm: 'ALARM',
    phase: calls('fail-run'),
    ends: 'INEFFECTIVE',
    after: same,
    changes: { UpdateService: 1 },
  },
  resumed: {
    ...shop,
    runbook: RUNBOOKS.addAndAsk,
    phase: calls('reject'),
    decide: ({ state, resumes }) =>
      state.name === 'AWAITING_APPROVAL' && resumes === undefined ? 'reject' : undefined,
    ends: 'SUCCEEDED',
    holds: 1,
    after: raised,
    changes: RAISED,
  },
  stopped: {
    ...shop,
    runbook: RUNBOOKS.raise,
    incident: true,
    phase: calls('stop-runbook-run'),
    decide: (run) => (isAt(run, 'scale-out') ? 'stop' : undefined),
    ends: 'STOPPED',
    after: raised,
    changes: RAISED,
  },
  approved: { ...shop, runbook: RUNBOOKS.risky, phase: forPeople, ends: 'SUCCEEDED' },
  rejected: {
    ...shop,
    runbook: RUNBOOKS.risky,
    phase: forPeople,
    decide: ({ state }) => (state.name === 'AWAITING_APPROVAL' ? 'reject' : undefined),
    ends: 'REFUSED',
  },
  unanswered: {
    ...shop,
    runbook: RUNBOOKS.risky,
    phase: forPeople,
    decide: () => 'nothing',
    ends: 'REFUSED',
  },
} as const satisfies Readonly<Record<string, Journey>>;

export type JourneyName = keyof typeof JOURNEYS;

/** Names of the matrix's parts, one a journey. */
export const PARTS: readonly string[] = Object.keys(JOURNEYS).map((name) => `runs/${name}`);
