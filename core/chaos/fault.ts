/** Everything that an experiment may do to a service. */
export const FAULT_KINDS = [
  'task-stop',
  'latency',
  'packet-loss',
  'dependency-cut',
  'error-injection',
  'cpu-stress',
  'memory-stress',
  'disk-stress',
  'lambda-throttle',
  'lambda-delay',
  'lambda-error',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/** What runs the fault: AWS Fault Injection Service, or calls of ours. */
export type Injector = 'fis' | 'direct';

/** By what the fault shows in telemetry, compared with the minutes before it. */
export interface Evidence {
  readonly measure: Measure;
  /** It shows when the measure has grown (or, below 0, fallen) by this much at least, in the measure's unit. */
  readonly by: number;
}

/** What is measured of a service, minute by minute. Shares are between 0 and 1, times milliseconds. */
export const MEASURES = [
  'requests',
  'errorRate',
  'latencyP50',
  'latencyP95',
  'latencyP99',
  'healthyTargets',
  'cpu',
  'memory',
  'diskWrites',
  'throttles',
] as const;
export type Measure = (typeof MEASURES)[number];

export interface FaultSpec {
  readonly kind: FaultKind;
  readonly target: 'ecs-pair' | 'lambda-alias';
  /** In one sentence, at a magnitude. */
  words(magnitude: number): string;
  /** The number that intensity stands for, at 100; at 0 it is 0. */
  readonly most: number;
  readonly unit: string;
  readonly injectors: readonly Injector[];
  /** Action of FIS. */
  readonly fisAction?: string;
  /** Share of the requests to what is affected that fail at the most, for what it may cost. */
  errorShare(magnitude: number): number;
  /** Any of them shows it. */
  evidence(magnitude: number, affectedShare: number): readonly Evidence[];
  /** Whether tasks or functions have to be prepared for it. */
  readonly prepared: boolean;
}

const percentOf = (magnitude: number) => magnitude / 100;

/** What grows by less than this is chance, in percentage points. */
const LEAST_SHARE = 0.005;

/** The library. Parameters of FIS's actions: AWS FIS User Guide, "AWS FIS actions reference". */
export const FAULTS: Readonly<Record<FaultKind, FaultSpec>> = {
  'task-stop': {
    kind: 'task-stop',
    target: 'ecs-pair',
    words: () => 'Tasks are stopped; ECS starts others in their place.',
    most: 1,
    unit: '',
    injectors: ['fis', 'direct'],
    fisAction: 'aws:ecs:stop-task',
    // Requests under way are drained; what is lost is what the tasks that are left cannot carry.
    errorShare: () => 0.1,
    // A balancer without targets counts none.
    evidence: () => [
      { measure: 'healthyTargets', by: -1 },
      { measure: 'errorRate', by: LEAST_SHARE },
    ],
    prepared: false,
  },
  latency: {
    kind: 'latency',
    target: 'ecs-pair',
    words: (ms) => `Answers of tasks are delayed by ${ms} ms.`,
    most: 2000,
    unit: 'ms',
    injectors: ['fis'],
    fisAction: 'aws:ecs:task-network-latency',
    errorShare: () => 0.05,
    evidence: (ms, share) => [{ measure: share >= 0.5 ? 'latencyP50' : 'latencyP99', by: ms / 2 }],
    prepared: true,
  },
  'packet-loss': {
    kind: 'packet-loss',
    target: 'ecs-pair',
    words: (percent) => `${percent}% of the packets of tasks are lost.`,
    most: 60,
    unit: '%',
    injectors: ['fis'],
    fisAction: 'aws:ecs:task-network-packet-loss',
    errorShare: (percent) => percentOf(percent),
    // A packet that is lost is sent again after 200 ms at the least (RFC 6298, as Linux has it).
    evidence: () => [{ measure: 'latencyP99', by: 50 }],
    prepared: true,
  },
  'dependency-cut': {
    kind: 'dependency-cut',
    target: 'ecs-pair',
    words: () => 'Connections of tasks to what they depend on are cut.',
    most: 1,
    unit: '',
    injectors: ['fis'],
    fisAction: 'aws:ecs:task-network-blackhole-port',
    errorShare: () => 1,
    evidence: () => [{ measure: 'latencyP99', by: 20 }],
    prepared: true,
  },
  'error-injection': {
    kind: 'error-injection',
    target: 'ecs-pair',
    words: (percent) => `${percent}% of all requests are sent where nobody answers them.`,
    most: 50,
    unit: '%',
    injectors: ['direct'],
    errorShare: (percent) => percentOf(percent),
    evidence: (percent) => [{ measure: 'errorRate', by: Math.max(LEAST_SHARE, percentOf(percent) / 2) }],
    prepared: true,
  },
  'cpu-stress': {
    kind: 'cpu-stress',
    target: 'ecs-pair',
    words: (percent) => `${percent}% of the CPU of tasks is burnt.`,
    most: 100,
    unit: '%',
    injectors: ['fis'],
    fisAction: 'aws:ecs:task-cpu-stress',
    errorShare: () => 0.1,
    evidence: (percent, share) => [{ measure: 'cpu', by: (percent * share) / 2 }],
    prepared: true,
  },
  'memory-stress': {
    kind: 'memory-stress',
    target: 'ecs-pair',
    words: (percent) => `${percent}% of the memory of tasks is taken.`,
    most: 90,
    unit: '%',
    injectors: ['direct'],
    errorShare: () => 0.1,
    evidence: (percent, share) => [{ measure: 'memory', by: (percent * share) / 2 }],
    prepared: true,
  },
  'disk-stress': {
    kind: 'disk-stress',
    target: 'ecs-pair',
    words: (percent) => `The disk of tasks is kept busy, ${percent}% of it filled.`,
    most: 90,
    unit: '%',
    injectors: ['fis'],
    fisAction: 'aws:ecs:task-io-stress',
    errorShare: () => 0.1,
    evidence: () => [{ measure: 'diskWrites', by: 1_000_000 }],
    prepared: true,
  },
  'lambda-throttle': {
    kind: 'lambda-throttle',
    target: 'lambda-alias',
    words: () => 'The function is throttled: nothing is left of its concurrency.',
    most: 1,
    unit: '',
    injectors: ['direct'],
    errorShare: () => 1,
    evidence: () => [{ measure: 'throttles', by: 1 }],
    prepared: false,
  },
  'lambda-delay': {
    kind: 'lambda-delay',
    target: 'lambda-alias',
    words: (ms) => `Invocations begin ${ms} ms late.`,
    most: 5000,
    unit: 'ms',
    injectors: ['fis'],
    fisAction: 'aws:lambda:invocation-add-delay',
    errorShare: () => 0.05,
    evidence: (ms, share) => [{ measure: share >= 0.5 ? 'latencyP50' : 'latencyP99', by: ms / 2 }],
    prepared: true,
  },
  'lambda-error': {
    kind: 'lambda-error',
    target: 'lambda-alias',
    words: () => 'Invocations fail.',
    most: 1,
    unit: '',
    injectors: ['fis'],
    fisAction: 'aws:lambda:invocation-error',
    errorShare: () => 1,
    evidence: (_magnitude, share) => [{ measure: 'errorRate', by: Math.max(LEAST_SHARE, share / 2) }],
    prepared: true,
  },
};

/** What an intensity from 0 to 100 stands for. A fault that is there or not is there at any intensity above 0. */
export function magnitudeOf(kind: FaultKind, intensity: number): number {
  const { most } = FAULTS[kind];
  if (most === 1) return intensity > 0 ? 1 : 0;
  return Math.round((most * Math.min(100, Math.max(0, intensity))) / 100);
}
