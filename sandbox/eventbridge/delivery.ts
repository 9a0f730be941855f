import type { EventEnvelope } from './event-envelope.ts';
import type { Rule } from './rule.ts';
import type { RuleTarget } from './targets.ts';

/** One event on its way to one target of one rule. */
export interface Delivery {
  readonly event: EventEnvelope;
  readonly rule: Rule;
  readonly target: RuleTarget;
  /** When the bus took the event, in milliseconds since the epoch. */
  readonly ingestedAt: number;
}
