import type { Facts, FunctionSetting, MemoryReport, TaskSetting } from './facts.ts';
import type { Period } from './period.ts';

const HOUR_MS = 3_600_000;
const HOURS = 336;

export const PERIOD: Omit<Period, 'at'> = {
  requests: 40_000,
  errors: 0,
  throttles: 0,
  meanMs: 100,
  p95Ms: 120,
  maxMs: 900,
  concurrency: 4,
};

/** Hours of two weeks, each the same unless it is said otherwise. */
export function hours(of: Partial<Period> = {}, count = HOURS): Period[] {
  return Array.from({ length: count }, (_, index) => ({ ...PERIOD, ...of, at: index * HOUR_MS }));
}

export const REPORT: MemoryReport = {
  memoryMb: 1024,
  invocations: 10_000,
  days: 14,
  coldStarts: 10,
  usedMaxMb: 200,
  meanMs: 100,
  p95Ms: 120,
  maxMs: 900,
};

export const FUNCTION: FunctionSetting = {
  type: 'function',
  functionName: 'prices',
  version: '1',
  memoryMb: 1024,
  timeoutSeconds: 10,
  architecture: 'arm64',
  pools: [],
};

export const TASKS: TaskSetting = {
  type: 'tasks',
  taskDefinition: 'arn:aws:ecs:eu-west-1:000000000000:task-definition/shop:1',
  cpu: 1024,
  memoryMb: 2048,
  architecture: 'x86_64',
  count: 2,
  pools: [],
  reserved: { memoryMb: 0, cpu: 0 },
};

/** A function that has four times the memory that it uses, and nothing else the matter. */
export function functionFacts(
  setting: Partial<FunctionSetting> = {},
  more: Partial<Omit<Facts, 'setting'>> = {},
): Facts<FunctionSetting> {
  return {
    setting: { ...FUNCTION, ...setting },
    window: hours({}, 24),
    earlier: [],
    sizing: hours(),
    reports: [REPORT],
    p95LimitMs: 500,
    ...more,
  };
}

/** Tasks that use a fifth of what they have. */
export function taskFacts(
  setting: Partial<TaskSetting> = {},
  used: Partial<Period> = {},
): Facts<TaskSetting> {
  const level = { cpuPercent: 15, cpuMaxPercent: 20, memoryMaxPercent: 25, ...used };
  return {
    setting: { ...TASKS, ...setting },
    window: hours(level, 24),
    earlier: [],
    sizing: hours(level),
    p95LimitMs: 500,
  };
}
