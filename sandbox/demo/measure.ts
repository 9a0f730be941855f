import type { Scenario } from './scenario.ts';

/** Times of a scenario's last deployment, in milliseconds. */
export interface Times {
  readonly askedAt: number;
  /** The first request that its version ever answered; undefined when there was none. */
  readonly firstRequestAt: number | undefined;
  readonly decidedAt: number | undefined;
  /** Since when one version has had all traffic. */
  readonly fullSince: number | undefined;
  /** Whether the deployment went back to a version that was live before: undone, or a rollback itself. */
  readonly wentBack: boolean;
}

export interface Measured {
  /** Sandbox seconds from the version's first request, or from the call when it got none before, to the decision. */
  readonly secondsToVerdict: number | null;
  /** From the same moment until the version gone back to has all traffic; null when no traffic had moved. */
  readonly secondsToRollback: number | null;
}

export function measure({ askedAt, firstRequestAt, decidedAt, fullSince, wentBack }: Times): Measured {
  const origin = originOf({ askedAt, firstRequestAt });
  const moved = fullSince !== undefined && fullSince > askedAt;
  return {
    secondsToVerdict: decidedAt === undefined ? null : seconds(decidedAt - origin),
    secondsToRollback: wentBack && moved ? seconds(fullSince - origin) : null,
  };
}

function originOf({ askedAt, firstRequestAt }: Pick<Times, 'askedAt' | 'firstRequestAt'>): number {
  return firstRequestAt !== undefined && firstRequestAt > askedAt ? firstRequestAt : askedAt;
}

/** A decision may come while the first request is still being answered. */
function seconds(milliseconds: number): number {
  return Math.max(0, Math.round(milliseconds / 1_000));
}

/** A scenario as it came out. */
export interface Result extends Measured, Pick<Scenario, 'name' | 'strategy' | 'target' | 'expected'> {
  /** The state in which its last deployment ended, or what the demo itself ran into. */
  readonly outcome: string;
  readonly requests: number;
  readonly failedRequests: number;
  /** The bad version's share of the requests between its first and its last one; null without a bad version. */
  readonly exposure: number | null;
}
