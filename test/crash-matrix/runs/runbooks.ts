import type { Runbook, RunbookStep } from '../../../core/runbook/runbook.ts';

const base = {
  summary: 'A runbook of the crash matrix.',
  // Nobody but a person starts it.
  triggers: [{ metric: 'Nothing', duration: 0 }],
  risk: 'low',
  timeoutSeconds: 5400,
  approvalSeconds: 240,
  limits: { concurrency: 1, perHour: 1000, costPerDay: 100_000 },
  onFailure: 'undo',
  recovery: { withinSeconds: 45, forSeconds: 15 },
} as const satisfies Partial<Runbook>;

const seen = {
  precondition: 'true',
  verify: { everySeconds: 15, withinSeconds: 900 },
} as const;
const recorded = { ...seen, inverse: { kind: 'recorded' } } as const;
const lasting = { ...seen, inverse: { kind: 'none', why: 'What it did is done.' } } as const;

const scale = {
  ...recorded,
  name: 'scale-out',
  tool: 'scale_service',
  action: 'scale-up',
  params: { by: 1 },
} as const satisfies RunbookStep;
const limits = {
  ...recorded,
  name: 'raise-limits',
  tool: 'call_aws',
  action: 'application-autoscaling:RegisterScalableTarget',
  params: { input: { MaxCapacity: 9 } },
} as const satisfies RunbookStep;
const reserve = {
  ...recorded,
  name: 'reserve',
  tool: 'call_aws',
  action: 'lambda:PutFunctionConcurrency',
  params: { input: { ReservedConcurrentExecutions: 40 } },
} as const satisfies RunbookStep;
const tell = { name: 'tell', tool: 'notify_people', action: 'It begins.', params: {} } as const;
const pause = { name: 'pause', tool: 'wait', params: { seconds: 5 } } as const;
const ask = {
  name: 'ask',
  tool: 'ask_approval',
  action: 'Go on?',
  params: {},
  timeoutSeconds: 240,
} as const satisfies RunbookStep;
const metric = {
  name: 'look',
  tool: 'read_metric',
  query: 'CPUUtilization',
  params: { namespace: 'AWS/ECS', statistic: 'Average', minutes: 10 },
} as const satisfies RunbookStep;

function runbook(name: string, steps: readonly RunbookStep[], more: Partial<Runbook> = {}): Runbook {
  return { ...base, name, steps, ...more };
}

export const QUEUES = { dead: 'dead', orders: 'orders' } as const;
const DEAD = `arn:aws:sqs:eu-west-1:000000000000:${QUEUES.dead}`;
export const DOCUMENT = 'operate-clean-disk';

/** Nothing is stopped before, and nothing is after. */
const FREEZE = {
  environment: 'production',
  freeze: { kind: 'stop-the-line', stopped: false, reason: 'It was a case.' },
};

/** One runbook for each thing that a run can do, and for each way in which it can be interrupted. */
export const RUNBOOKS = {
  addTask: runbook('add-task', [tell, metric, pause, scale]),
  raise: runbook('raise', [scale, limits]),
  reserve: runbook('reserve', [reserve]),
  restart: runbook('restart', [{ ...lasting, name: 'restart', tool: 'restart_service', params: {} }], {
    onFailure: 'hold',
  }),
  stopTask: runbook(
    'stop-task',
    [{ ...lasting, name: 'stop', tool: 'call_aws', action: 'ecs:StopTask', params: { input: {} } }],
    { onFailure: 'hold' },
  ),
  clean: runbook(
    'clean',
    [{ ...lasting, name: 'clean', tool: 'run_command', command: DOCUMENT, params: {} }],
    { onFailure: 'hold' },
  ),
  move: runbook(
    'move',
    [
      {
        ...lasting,
        name: 'move',
        tool: 'call_aws',
        action: 'sqs:StartMessageMoveTask',
        params: { input: { SourceArn: DEAD } },
      },
    ],
    { onFailure: 'hold' },
  ),
  operate: runbook(
    'operate',
    [
      { name: 'find', tool: 'query_logs', query: '"timed out"', params: { minutes: 30 } },
      {
        ...lasting,
        name: 'freeze',
        tool: 'call_operation',
        action: 'set_freeze',
        params: { input: FREEZE },
      },
      tell,
    ],
    { onFailure: 'hold' },
  ),
  goBack: runbook('go-back', [{ ...recorded, name: 'back', tool: 'rollback_service', params: {} }]),
  addAndAsk: runbook('add-and-ask', [scale, ask, limits], { onFailure: 'hold' }),
  risky: runbook('risky', [scale], { risk: 'high' }),
} as const;
