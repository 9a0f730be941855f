import { costCap } from './cost-cap.ts';
import type { Facts } from './facts.ts';
import { limited } from './limits.ts';
import type { Code, Line } from './line.ts';
import { pause } from './pace.ts';
import { type Setting, settingOf } from './setting.ts';
import { automatic, requested, type Wanted } from './wanted.ts';

export interface Decision {
  readonly verdict: 'SCALE_OUT' | 'SCALE_IN' | 'NOTHING';
  readonly from: number;
  readonly to: number;
  readonly code: Code;
  /** In one sentence. */
  readonly words: string;
  /** What each rule made of the number, in the order in which they were asked; the one that decided comes last. */
  readonly why: readonly Line[];
  /** What is to be set in AWS; absent where nothing is. */
  readonly setting?: Setting;
}

/** What becomes of a service's capacity now, and why; above all why nothing does. */
export function decide(facts: Facts): Decision {
  const { capacity, wish } = facts;
  const { units, obstacle } = capacity;
  if (obstacle)
    return nothing(units ?? 0, obstacle.code, [{ rule: 'exclusion', to: units ?? 0, words: obstacle.words }]);
  const isAutomatic = wish.action === 'auto' && wish.targetInstances === undefined;
  if (units === undefined && wish.targetInstances === undefined) {
    const words = `${capacity.name} has no capacity of its own set, so there is nothing to go by: targetInstances sets one.`;
    return nothing(0, 'NOT_SET', [{ rule: 'request', to: 0, words }]);
  }
  const from = units ?? 0;
  const wanted = isAutomatic ? automatic(facts, from) : requested(wish, from);
  if (wanted.code === 'NO_POLICY') return nothing(from, wanted.code, wanted.why);
  const bounded = wish.forced
    ? { ...wanted, to: Math.max(capacity.least, wanted.to) }
    : limited(facts, wanted, from, capOf(facts));
  const { to, code, why } = bounded;
  const against = !isAutomatic && Math.sign(to - from) !== Math.sign(wanted.to - from);
  if (to === from || against) return nothing(from, code, why);
  return paced(facts, { to, code, why }, from, isAutomatic);
}

function paced(facts: Facts, { to, why }: Wanted, from: number, isAutomatic: boolean): Decision {
  const out = to > from;
  const held = facts.wish.forced ? undefined : pause(facts, out ? 'out' : 'in');
  if (held) return nothing(from, held.code, [...why, { rule: 'pace', to: from, words: held.words }]);
  const setting = settingOf(facts, to, from, isAutomatic);
  if (!setting) {
    const words = `${facts.capacity.name} is scaled in by its own policies in AWS, and no minimum was raised under them.`;
    return nothing(from, 'LEFT_TO_AWS', [...why, { rule: 'aws', to: from, words }]);
  }
  const only =
    setting.units === undefined ? `; the minimum under the policies of AWS goes to ${setting.floor}` : '';
  return {
    verdict: out ? 'SCALE_OUT' : 'SCALE_IN',
    from,
    to,
    code: out ? 'OUT' : 'IN',
    words: `${facts.capacity.name}: ${from} to ${to}${only}. ${why.at(-1)?.words ?? ''}`.trim(),
    why,
    setting,
  };
}

function capOf({ policy, meter, now }: Facts) {
  return policy && costCap(policy, meter, now);
}

function nothing(from: number, code: Code, why: readonly Line[]): Decision {
  return { verdict: 'NOTHING', from, to: from, code, words: why.at(-1)?.words ?? '', why };
}
