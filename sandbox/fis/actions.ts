import type { Disturbance } from '../data-plane/disturbance.ts';
import type { InvocationDisturbance } from '../lambda/disturbance.ts';

/** An action of FIS as far as the sandbox has it. */
export interface FisAction {
  readonly id: string;
  readonly resourceType: 'aws:ecs:task' | 'aws:lambda:function';
  /** Name by which the action takes its targets. */
  readonly targets: 'Tasks' | 'Functions';
  /** Parameters that it needs, and those that it may have. */
  readonly required: readonly string[];
  readonly optional: readonly string[];
  /** The document of Systems Manager that does it inside a task. */
  readonly document?: string;
  /** What it does to a task; `stop` ends it. */
  readonly task?: (parameters: Readonly<Record<string, string>>) => Disturbance | 'stop';
  readonly invocation?: (parameters: Readonly<Record<string, string>>) => InvocationDisturbance;
}

const share = (percent = '0') => Number(percent) / 100;
const network = [
  'sources',
  'useEcsFaultInjectionEndpoints',
  'assessSSMAgent',
  'installDependencies',
  'flowsPercent',
];

function task(
  id: string,
  required: readonly string[],
  optional: readonly string[],
  what: NonNullable<FisAction['task']>,
  document?: string,
): FisAction {
  return {
    id: `aws:ecs:${id}`,
    ...(document !== undefined && { document: `AWSFIS-Run-${document}` }),
    resourceType: 'aws:ecs:task',
    targets: 'Tasks',
    required,
    optional,
    task: what,
  };
}

function invocation(
  id: string,
  optional: readonly string[],
  what: NonNullable<FisAction['invocation']>,
): FisAction {
  return {
    id: `aws:lambda:${id}`,
    resourceType: 'aws:lambda:function',
    targets: 'Functions',
    required: ['duration'],
    optional: ['invocationPercentage', ...optional],
    invocation: what,
  };
}

/** AWS FIS User Guide, "AWS FIS actions reference". */
export const ACTIONS: readonly FisAction[] = [
  task('stop-task', [], [], () => 'stop'),
  task(
    'task-cpu-stress',
    ['duration'],
    ['percent', 'workers', 'installDependencies'],
    ({ percent }) => ({
      cpuShare: share(percent ?? '100'),
    }),
    'CPU-Stress',
  ),
  task(
    'task-io-stress',
    ['duration'],
    ['percent', 'workers', 'installDependencies'],
    ({ percent }) => ({
      diskShare: share(percent ?? '80'),
    }),
    'IO-Stress',
  ),
  task(
    'task-network-latency',
    ['duration'],
    ['delayMilliseconds', 'jitterMilliseconds', ...network],
    ({ delayMilliseconds = '200' }) => ({ delayMs: Number(delayMilliseconds) }),
    'Network-Latency-Sources',
  ),
  task(
    'task-network-packet-loss',
    ['duration'],
    ['lossPercent', ...network],
    ({ lossPercent }) => ({
      lossShare: share(lossPercent ?? '7'),
    }),
    'Network-Packet-Loss-Sources',
  ),
  task(
    'task-network-blackhole-port',
    ['duration', 'port', 'trafficType'],
    ['protocol', ...network],
    ({ port }) => ({ cutPort: Number(port) }),
    'Network-Blackhole-Port',
  ),
  invocation(
    'invocation-add-delay',
    ['startupDelayMilliseconds'],
    ({ startupDelayMilliseconds = '2000', invocationPercentage }) => ({
      delayMs: Number(startupDelayMilliseconds),
      share: share(invocationPercentage ?? '100'),
    }),
  ),
  invocation('invocation-error', ['preventExecution'], ({ invocationPercentage }) => ({
    fails: true,
    share: share(invocationPercentage ?? '100'),
  })),
];

/** Milliseconds of an ISO 8601 duration of hours, minutes and seconds. */
export function durationMs(text: string | undefined): number {
  const [, hours = '0', minutes = '0', seconds = '0'] =
    /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?$/.exec(text ?? 'PT0S') ?? [];
  return ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
}
