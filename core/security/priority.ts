import type { Exposure, Severity } from './rule.ts';

const SEVERITY: Readonly<Record<Severity, number>> = { critical: 10, high: 7, medium: 4, low: 1 };
const EXPOSURE: Readonly<Record<Exposure, number>> = { public: 2, 'cross-account': 1.5, private: 1 };
const EXPLOIT = { known: 2, likely: 1.5, none: 1 } as const;

/** What the priority of a finding rests upon. */
export interface Weighed {
  readonly severity: Severity;
  readonly exposure: Exposure;
  /** `known`: it is exploited or an exploit is published. `likely`: EPSS of 0.1 and more. */
  readonly exploit: keyof typeof EXPLOIT;
  /** It belongs to a registered service. */
  readonly isService: boolean;
}

/** Severity times exposure times exploit times asset, from 1 to 60. */
export function priorityOf({ severity, exposure, exploit, isService }: Weighed): number {
  const asset = isService ? 1.5 : 1;
  return Math.round(SEVERITY[severity] * EXPOSURE[exposure] * EXPLOIT[exploit] * asset * 10) / 10;
}

/** Highest first; among equals those with a fix, then by name, so that the order is always the same. */
export function byPriority(
  a: { readonly priority: number; readonly fix?: string; readonly id: string },
  b: { readonly priority: number; readonly fix?: string; readonly id: string },
): number {
  if (a.priority !== b.priority) return b.priority - a.priority;
  if ((a.fix === undefined) !== (b.fix === undefined)) return a.fix === undefined ? 1 : -1;
  return a.id < b.id ? -1 : 1;
}

/** Weight of a rule in the score, by severity; those that matter count a hundred times. */
const WEIGHT: Readonly<Record<Severity, number>> = { critical: 100, high: 30, medium: 8, low: 1 };

/**
 * Share of weighted checks that passed, 0 to 100, after Prowler's ThreatScore: a rule counts by its severity and by
 * how many resources it was asked of. Nothing where nothing was checked.
 */
export function scoreOf(
  rules: readonly { readonly severity: Severity; readonly passed: number; readonly failed: number }[],
): number | undefined {
  let reached = 0;
  let most = 0;
  for (const { severity, passed, failed } of rules) {
    reached += WEIGHT[severity] * passed;
    most += WEIGHT[severity] * (passed + failed);
  }
  return most === 0 ? undefined : Math.round((reached / most) * 1000) / 10;
}
