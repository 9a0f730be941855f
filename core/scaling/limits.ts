import type { Cap } from './cost-cap.ts';
import type { Facts } from './facts.ts';
import type { Code, Line } from './line.ts';
import type { Wanted } from './wanted.ts';

/** How much of what there is may be let go at once, so that one wrong reading cannot empty a service. */
const MOST_IN_SHARE = 0.5;

/** The least and the most that both the policy and AWS allow; undefined where nobody set any. */
export function bounds({ policy, capacity: { limits, least } }: Pick<Facts, 'policy' | 'capacity'>) {
  if (!policy && !limits) return undefined;
  const min = Math.max(least, policy?.min ?? 0, limits?.min ?? 0);
  const max = Math.min(policy?.max ?? Number.POSITIVE_INFINITY, limits?.max ?? Number.POSITIVE_INFINITY);
  // AWS's maximum is a wall: a minimum beyond it cannot be had.
  return { min: Math.min(min, max), max };
}

/** What is wanted, within the step, what may be spent, and the limits. */
export function limited(facts: Facts, wanted: Wanted, from: number, cap: Cap | undefined): Wanted {
  const between = bounds(facts);
  if (!between) {
    const words = 'Neither a policy nor AWS says how many there may be: set_scaling does.';
    return changed(wanted, from, 'NO_LIMITS', { rule: 'maximum', to: from, words });
  }
  const { min, max } = between;
  const stepped = inSteps(facts, wanted, from);
  const affordable = cap ? Math.max(cap.most, min) : Number.POSITIVE_INFINITY;
  const paid = lowered(
    stepped,
    affordable,
    'COST_CAP',
    'cost',
    (to) => `The cost cap holds ${to} back. ${cap?.words}`,
  );
  const below = lowered(
    paid,
    max,
    'AT_MAXIMUM',
    'maximum',
    (to) => `${to} are more than the maximum of ${max}${whose(facts, 'max')}.`,
  );
  if (below.to >= min) return below;
  const words = `${below.to} are fewer than the minimum of ${min}${whose(facts, 'min')}.`;
  return changed(below, min, 'AT_MINIMUM', { rule: 'minimum', to: min, words });
}

function inSteps({ wish }: Facts, wanted: Wanted, from: number): Wanted {
  const least = Math.floor(from * MOST_IN_SHARE);
  const isAutomatic = wish.action === 'auto' && wish.targetInstances === undefined;
  if (!isAutomatic || wanted.to >= least) return wanted;
  const words = `No more than half is let go at once: ${least} stay. ${wanted.why.at(-1)?.words ?? ''}`;
  return changed(wanted, least, wanted.code, { rule: 'step', to: least, words });
}

function lowered(
  wanted: Wanted,
  most: number,
  code: Code,
  rule: Line['rule'],
  words: (to: number) => string,
): Wanted {
  return wanted.to <= most
    ? wanted
    : changed(wanted, most, code, { rule, to: most, words: words(wanted.to) });
}

function changed({ why }: Wanted, to: number, code: Code, line: Line): Wanted {
  return { to, code, why: [...why, line] };
}

/** Whose limit it is. */
function whose({ policy, capacity: { limits } }: Facts, which: 'min' | 'max'): string {
  if (!policy) return ' that AWS has';
  if (!limits) return ' of the policy';
  const isAws = which === 'min' ? limits.min > policy.min : limits.max < policy.max;
  return isAws ? ' that AWS has' : ' of the policy';
}
