import { CloudWatchClient, SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch';
import type { RunState, StoredRun } from '../../core/runbook/run.ts';
import { isOver } from '../../core/runbook/run-state.ts';
import type { Runbook } from '../../core/runbook/runbook.ts';
import { until } from '../../sandbox/clock/until.ts';
import { putComplaintsAlarm } from '../../test/flows/complaints.ts';
import { install } from '../../test/flows/installation.ts';
import { ENVIRONMENT } from '../../test/flows/service.ts';
import { storefront } from '../../test/flows/storefront.ts';
import { readRun } from './store.ts';

const ALERTING = `channels:
  - { name: mail, type: email, from: ops@example.com, to: [ada@example.org] }
policies:
  - name: default
    repeat: 0
    levels:
      - { notify: [mail], timeoutSeconds: 86400 }
routes:
  - { policy: default }
`;

const common = {
  targets: ['ecs-pair'],
  triggers: [{ metric: 'Complaints', duration: 0 }],
  risk: 'low',
  timeoutSeconds: 3600,
  approvalSeconds: 600,
  limits: { concurrency: 1, perHour: 20, costPerDay: 100 },
  onFailure: 'undo',
  recovery: { withinSeconds: 300, forSeconds: 60 },
} as const satisfies Partial<Runbook>;

const scale = {
  name: 'scale-out',
  tool: 'scale_service',
  action: 'scale-up',
  params: { by: 1 },
  precondition: 'true',
  verify: { everySeconds: 20, withinSeconds: 600 },
  inverse: { kind: 'recorded' },
} as const satisfies Runbook['steps'][number];
const pause = { name: 'pause', tool: 'wait', params: { seconds: 30 } } as const;
const ask = {
  name: 'ask',
  tool: 'ask_approval',
  action: 'Go on?',
  params: {},
  timeoutSeconds: 240,
} as const;

/** Runbooks of every kind that a run can be of. */
export const RUNBOOKS: readonly Runbook[] = [
  { ...common, name: 'add-task', summary: 'Adds a task.', steps: [pause, scale] },
  {
    ...common,
    name: 'add-and-ask',
    summary: 'Adds a task, asks, and waits.',
    onFailure: 'hold',
    triggers: [{ metric: 'Nothing', duration: 0 }],
    steps: [scale, ask, pause],
  },
  {
    ...common,
    name: 'risky',
    summary: 'Adds a task, which two people have to approve.',
    risk: 'high',
    triggers: [{ metric: 'Nothing', duration: 0 }],
    steps: [scale],
  },
];

export const ALARM = 'shop-complaints';
const WITHIN_MS = 12 * 3_600_000;

/** An installation with these runbooks, a pair with two tasks, and an alarm of it that only tests set. */
export async function runbookHouse(runbooks: readonly Runbook[] = RUNBOOKS) {
  const installation = await install({ release: { runbooks } });
  const { account, clock, context, as } = installation;
  account.ses.verifyIdentity('example.com');
  await as('admin').set_alerting({ document: ALERTING });
  const cloudWatch = context.clients(CloudWatchClient);
  await putComplaintsAlarm(installation, ALARM);
  const shop = await storefront(installation, {
    name: 'shop',
    requestsPerSecond: 1,
    desiredCount: 2,
    targetTracking: false,
    maxCapacity: 40,
    registration: { alarms: [ALARM] },
  });
  await shop.traffic.stop();
  const read = (runId: string) => readRun(context, runId);
  const waitFor = async (runId: string, what: string, holds: (run: StoredRun) => boolean) => {
    const every = 5_000;
    await until(clock, `${runId} ${what}`, async () => holds(await read(runId)), {
      every,
      within: WITHIN_MS,
    });
    return read(runId);
  };
  return {
    installation,
    clock,
    as,
    account,
    context,
    shop,
    read,
    close: () => installation.close(),
    tasks: () => shop.tasks('blue'),
    desired: () =>
      account.users.ecs.service(shop.pair.cluster, shop.pair.sides.blue.serviceName).desiredCount,
    async alarm(StateValue: 'ALARM' | 'OK') {
      const command = new SetAlarmStateCommand({ AlarmName: ALARM, StateValue, StateReason: 'Set by hand.' });
      await cloudWatch.send(command);
    },
    async start(runbook: string, profile = 'operator') {
      const { run } = await as(profile).start_runbook({ runbook, environment: ENVIRONMENT, service: 'shop' });
      return run?.runId ?? '';
    },
    async reach(runId: string, ...names: RunState['name'][]) {
      const isThere = ({ state }: StoredRun) => names.includes(state.name);
      const run = await waitFor(runId, names.join(' or '), (one) => isThere(one) || isOver(one.state));
      if (!isThere(run)) throw new Error(`${runId} is ${JSON.stringify(run.state)}.`);
      return run;
    },
    async end(runId: string) {
      await waitFor(runId, 'ends', ({ state }) => isOver(state));
      await clock.advanceBy(30_000);
      return read(runId);
    },
  };
}

export type RunbookHouse = Awaited<ReturnType<typeof runbookHouse>>;
