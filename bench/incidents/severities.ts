import type { FaultKind } from './fault-kinds.ts';

/**
 * How bad composed faults are, from and to, in the unit of their kind: always bad enough for the usual alarms at
 * the usual load. Kinds that are missing make no incident alone.
 */
export const INTENSITIES: Readonly<Partial<Record<FaultKind, readonly [number, number]>>> = {
  'memory-leak': [2, 4],
  'cpu-burn': [80, 95],
  'hung-tasks': [60, 100],
  'connection-leak': [6, 12],
  'noisy-neighbour': [75, 90],
  'crash-loop': [15, 30],
  flaky: [25, 60],
  'disk-full-of-logs': [3, 6],
  'disk-full-of-data': [3, 6],
  'failing-version': [25, 60],
  'slow-version': [500, 900],
  'crash-looping-version': [20, 50],
  'leaking-version': [2, 4],
  'load-spike': [220, 320],
  'too-few-tasks': [1, 1],
  'stuck-consumer': [90, 100],
  'low-concurrency': [1, 1],
  'account-concurrency': [1, 1],
  'bad-input': [40, 80],
  'message-burst': [50_000, 120_000],
  'poison-messages': [50, 80],
  'slow-dependency': [600, 2_000],
  'dependency-down': [60, 100],
  'long-queries': [400, 1_200],
  'database-overloaded': [400, 1_200],
  'certificate-imported': [5, 25],
  'certificate-unvalidated': [5, 25],
};
