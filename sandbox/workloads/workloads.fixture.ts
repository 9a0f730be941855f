import { isDeepStrictEqual } from 'node:util';
import { VirtualClock } from '../clock/virtual-clock.ts';
import { type RecordingScope, recordingScope } from '../data-plane/recording-scope.ts';
import { UsersSide } from '../data-plane/users-side.ts';
import { Lambda } from '../lambda/lambda.ts';
import { openSystem } from './open-system.ts';
import type { SystemPlan } from './plan.ts';
import type { System } from './system.ts';

const MINUTE = 60_000;

/** A system that serves, and what its metrics say. */
export interface Bench {
  readonly system: System;
  readonly users: UsersSide;
  readonly lambda: Lambda;
  readonly scope: RecordingScope;
  minutes(count: number): Promise<void>;
  /** Observations of a metric in the last minutes, with exactly these dimensions. */
  values(
    metric: string,
    dimensions: Readonly<Record<string, string>>,
    lastMinutes?: number,
  ): readonly number[];
  close(): Promise<void>;
}

export async function bench(plan: SystemPlan, load: Readonly<Record<string, number>> = {}): Promise<Bench> {
  const clock = new VirtualClock(Date.UTC(2026, 0, 5));
  const scope = recordingScope(clock, 5);
  const users = new UsersSide(scope, { plane: 'model', maxPropagationSeconds: 0 });
  const lambda = new Lambda(scope);
  const system = await openSystem(plan, { users, lambda });
  await clock.advanceBy(MINUTE);
  for (const [service, perSecond] of Object.entries(load)) system.setLoad(service, perSecond);
  await clock.advanceBy(2 * MINUTE);
  return {
    system,
    users,
    lambda,
    scope,
    minutes: (count) => clock.advanceBy(count * MINUTE),
    values: (metric, dimensions, lastMinutes = 1) =>
      scope.observations
        .filter((one) => one.metric === metric && one.at > clock.now() - lastMinutes * MINUTE - 1_000)
        .filter((one) => isDeepStrictEqual({ ...one.dimensions }, { ...dimensions }))
        .flatMap(({ value, count = 1 }) => Array.from({ length: count }, () => value)),
    close: () => users.close(),
  };
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** The value below which so large a share of the values lies. */
export function quantile(values: readonly number[], share: number): number {
  return [...values].sort((one, other) => one - other)[Math.floor(share * values.length)] ?? Number.NaN;
}
