import type { Architecture } from '../costs/prices/serverless.ts';
import type { Period } from './period.ts';

/** A variable of the environment that says how many connections are kept. */
export interface PoolSize {
  /** Untrusted text. */
  readonly variable: string;
  readonly size: number;
}

/** The published version that serves, as it is configured. */
export interface FunctionSetting {
  readonly type: 'function';
  readonly functionName: string;
  readonly version: string;
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
  readonly architecture: Architecture;
  readonly pools: readonly PoolSize[];
  /** Executions at once that are kept for the function alone; missing where it shares the account's. */
  readonly reserved?: number;
  /** Environments that the alias keeps ready. */
  readonly provisioned?: number;
}

/** The task definition that serves, on Fargate. */
export interface TaskSetting {
  readonly type: 'tasks';
  readonly taskDefinition: string;
  /** CPU units; 1,024 are a processor. */
  readonly cpu: number;
  readonly memoryMb: number;
  readonly architecture: Architecture;
  /** Tasks that run. */
  readonly count: number;
  readonly pools: readonly PoolSize[];
  /** What containers of the task reserve for themselves, in megabytes and CPU units, each at the most. */
  readonly reserved: { readonly memoryMb: number; readonly cpu: number };
}

export type Setting = FunctionSetting | TaskSetting;

/** What the REPORT lines of a function say of its invocations at one memory size. */
export interface MemoryReport {
  readonly memoryMb: number;
  readonly invocations: number;
  /** From its first line until now. */
  readonly days: number;
  readonly coldStarts: number;
  readonly usedMaxMb: number;
  readonly meanMs: number;
  readonly p95Ms: number;
  readonly maxMs: number;
  /** Missing where nothing started cold. */
  readonly initP95Ms?: number;
}

/** All that is known of one service. */
export interface Facts<S extends Setting = Setting> {
  readonly setting: S;
  /** The window that was asked for. */
  readonly window: readonly Period[];
  /** The same stretch of earlier weeks, the last week first. */
  readonly earlier: readonly (readonly Period[])[];
  /** Hours of the last two weeks, as far as the size was what it is. */
  readonly sizing: readonly Period[];
  /** By memory size; undefined where they could not be read, or are not there. */
  readonly reports?: readonly MemoryReport[];
  /** The p95 that the service is held to, in milliseconds. */
  readonly p95LimitMs?: number;
}

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** Days from the first hour of the evidence that was measured to its last. */
export function daysMeasured({ sizing }: Pick<Facts, 'sizing'>): number {
  const times = sizing.filter(({ requests = 0 }) => requests > 0).map(({ at }) => at);
  return times.length === 0 ? 0 : (Math.max(...times) + HOUR_MS - Math.min(...times)) / DAY_MS;
}
