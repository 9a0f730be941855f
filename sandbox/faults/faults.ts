import type { Clock } from '../../functions/clock.ts';
import { matchesPattern } from '../iam/pattern.ts';
import type { FaultCall, FaultError, FaultMatch, FaultRule } from './rule.ts';
import { throttlingError } from './throttling.ts';

/** A fault that a call met. */
export interface AppliedFault {
  readonly at: number;
  readonly rule: FaultRule;
  readonly client: string;
  readonly command: string;
  readonly principal: string;
}

/** What the faults of one call add up to. */
export interface FaultPlan {
  readonly latencyMs: number;
  readonly before?: FaultError;
  readonly after?: FaultError;
  readonly silence?: 'no-answer' | 'function-timeout';
  readonly observers?: readonly Observer[];
  readonly alter?: (output: object) => object;
}

type Observer = Extract<FaultRule, { effect: 'observe-before' | 'observe-after' }>;

interface RuleState {
  readonly rule: FaultRule;
  seen: number;
  applied: number;
}

/**
 * Faults to inject, by rule. Rules are looked at in the order in which they were added: latencies and observers add
 * up, and the first rule that withholds the answer ends the search, so that later ones are not used up by the same
 * call.
 */
export class Faults {
  readonly #rules: RuleState[] = [];
  readonly #applied: AppliedFault[] = [];
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Adds a rule; the answer takes it away again. */
  add(rule: FaultRule): () => void {
    const state = { rule, seen: 0, applied: 0 };
    this.#rules.push(state);
    return () => {
      const index = this.#rules.indexOf(state);
      if (index >= 0) this.#rules.splice(index, 1);
    };
  }

  clear(): void {
    this.#rules.length = 0;
  }

  /** Every fault that was applied, oldest first. */
  get applied(): readonly AppliedFault[] {
    return this.#applied;
  }

  /** Counts the call with every rule it fits and answers what it has to suffer. */
  plan(call: FaultCall): FaultPlan {
    const due = this.#rules.filter((state) => isDue(state, call));
    let plan: FaultPlan = { latencyMs: 0 };
    for (const state of due) {
      state.applied++;
      if (!state.rule.effect.startsWith('observe'))
        this.#applied.push({ at: this.#clock.now(), rule: state.rule, ...identity(call) });
      plan = added(plan, state.rule, call.client);
      if (plan.before || plan.after || plan.silence) return plan;
    }
    return plan;
  }
}

function added(plan: FaultPlan, rule: FaultRule, client: string): FaultPlan {
  switch (rule.effect) {
    case 'latency':
      return { ...plan, latencyMs: plan.latencyMs + rule.milliseconds };
    case 'observe-before':
    case 'observe-after':
      return { ...plan, observers: [...(plan.observers ?? []), rule] };
    case 'alter':
      return { ...plan, alter: rule.alter };
    case 'throttle':
      return { ...plan, before: throttlingError(client) };
    case 'error-before':
      return { ...plan, before: rule.error };
    case 'error-after':
      return { ...plan, after: rule.error };
    case 'no-answer':
    case 'function-timeout':
      return { ...plan, silence: rule.effect };
  }
}

function identity({
  client,
  command,
  principal,
}: FaultCall): Pick<FaultCall, 'client' | 'command' | 'principal'> {
  return { client, command, principal };
}

function isDue(state: RuleState, call: FaultCall): boolean {
  const { match, times = Number.POSITIVE_INFINITY } = state.rule;
  if (!fits(match, call)) return false;
  state.seen++;
  const { nth, from = 1, to = Number.POSITIVE_INFINITY } = match;
  const inWindow = nth === undefined ? state.seen >= from && state.seen <= to : state.seen === nth;
  return inWindow && state.applied < times;
}

function fits(match: FaultMatch, call: FaultCall): boolean {
  return (
    (match.client === undefined || match.client === call.client) &&
    (match.command === undefined || match.command === call.command) &&
    (match.principal === undefined || matchesPattern(match.principal, call.principal)) &&
    (match.predicate === undefined || match.predicate(call))
  );
}
