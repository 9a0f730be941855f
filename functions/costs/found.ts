import type { Metered } from '../../core/costs/meter.ts';
import type { Recommendation } from '../../core/costs/recommendation.ts';
import type { Unseen } from '../../core/inventory/resource.ts';

/** What one step of an analysis found. */
export interface Found {
  readonly recommendations: readonly Recommendation[];
  /** Types that were listed whole. */
  readonly seenTypes: readonly string[];
  /** What the resources of open entries of the ledger cost a month now, by ARN. */
  readonly costs: Readonly<Record<string, number | null>>;
  readonly unseen: readonly Unseen[];
  /** Services that are not on, and what that hides. */
  readonly missing: readonly string[];
  readonly resources: number;
  /** Read calls of AWS that were made. */
  readonly calls: number;
  readonly metered: Metered;
}

/** Where what was found is kept, by the step that found it. */
export function partOf(step: string): string {
  return `FOUND#${step}`;
}
