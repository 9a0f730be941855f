import type { Memory } from './memory.ts';

/** How often, and from which rarity on, there may be alarms. */
export interface AlarmPolicy {
  /** The least rarity of an alarm, in nats. */
  readonly from: number;
  /** How much each alarm raises the threshold, in nats. */
  readonly raise: number;
  /** Alarms a point in the long run, whatever the series does. */
  readonly rate: number;
  /** Points after an alarm in which there is no other. */
  readonly rest: number;
}

/** Nothing counts as rarer than this, in nats. */
export const RAREST = 12;

const HEADER = { raised: 0, sinceAlarm: 1, alarms: 2 } as const;

/**
 * A threshold that each alarm raises and each point lowers by as much as keeps the rate (the idea of adaptive conformal
 * inference: Gibbs and Candès, 2021). Rarity is capped, so an alarm is impossible once the threshold has risen to
 * the cap; hence, without any assumption about the series, n points hold at most `rate` n + `(RAREST - from) / raise`
 * + 1 alarms.
 */
export class AlarmBudget {
  static readonly BYTES = 24;
  readonly #policy: AlarmPolicy;
  readonly #state: Float64Array;

  constructor(memory: Memory, policy: AlarmPolicy) {
    this.#policy = policy;
    this.#state = memory.float64(Object.keys(HEADER).length);
  }

  /** The rarity from which the next point would be an alarm, rest apart. */
  get threshold(): number {
    return this.#policy.from + this.#at('raised');
  }

  /** Whether a point of this rarity is an alarm. */
  decide(rarity: number): boolean {
    const { raise, rate, rest } = this.#policy;
    this.#state[HEADER.raised] = Math.max(0, this.#at('raised') - raise * rate);
    const since = this.#at('sinceAlarm') + 1;
    const isRested = this.#at('alarms') === 0 || since >= rest;
    const isAlarm = isRested && Math.min(rarity, RAREST) >= this.threshold;
    this.#state[HEADER.sinceAlarm] = isAlarm ? 0 : since;
    if (isAlarm) {
      this.#state[HEADER.raised] = this.#at('raised') + raise;
      this.#state[HEADER.alarms] = this.#at('alarms') + 1;
    }
    return isAlarm;
  }

  #at(field: keyof typeof HEADER): number {
    return this.#state[HEADER[field]] ?? 0;
  }
}
