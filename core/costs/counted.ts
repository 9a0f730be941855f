import type { Recommendation } from './recommendation.ts';

/** A recommendation, and whether its saving is in the total: of one resource it is only once. */
export interface Ranked extends Recommendation {
  /** The rule of the same resource whose saving is counted in its place. */
  readonly insteadOf?: string;
}

/** How likely a source is to be right about money: the hub knows discounts and what covers what. */
const TRUST = { 'cost-optimization-hub': 2, 'compute-optimizer': 1, operate: 0 } as const;

/**
 * Largest saving first. Savings on one resource do not add up (a volume that is deleted is not made cheaper too), so
 * the first of each resource counts and the others are its alternatives: removal before change, then the hub before
 * ourselves, then the larger saving.
 */
export function ranked(recommendations: readonly Recommendation[]): Ranked[] {
  const chosen = new Map<string, Recommendation>();
  for (const one of recommendations) {
    const before = chosen.get(one.arn);
    if (!before || compare(one, before) < 0) chosen.set(one.arn, one);
  }
  return recommendations
    .map((one): Ranked => {
      const counted = chosen.get(one.arn);
      return counted === one || !counted ? one : { ...one, insteadOf: counted.rule };
    })
    .sort((one, other) => bySaving(one, other));
}

/** Dollars a month of the recommendations that count. */
export function totalSaving(all: readonly Ranked[]): number {
  return all.reduce((total, { saving, insteadOf }) => (insteadOf === undefined ? total + saving : total), 0);
}

function compare(one: Recommendation, other: Recommendation): number {
  const removal = Number(other.kind === 'remove') - Number(one.kind === 'remove');
  const trust = TRUST[other.source] - TRUST[one.source];
  return removal || trust || other.saving - one.saving || order(one.rule, other.rule);
}

function bySaving(one: Ranked, other: Ranked): number {
  const alternative = Number(one.insteadOf !== undefined) - Number(other.insteadOf !== undefined);
  return alternative || other.saving - one.saving || order(one.arn + one.rule, other.arn + other.rule);
}

function order(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
