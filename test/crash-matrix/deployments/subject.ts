import type { Side, Storefront } from '../../../sandbox/samples/storefront.ts';
import type { Traffic } from '../../../sandbox/traffic/traffic.ts';
import type { Service } from '../../flows/service.ts';
import type { Bench } from '../bench.ts';
import type { TargetKind } from './way.ts';

/** What of a service is true at one moment, for everything that must hold all the time. */
export interface Glimpse {
  /** Share of traffic in percent by configuration, by side or version; must sum to 100. */
  readonly weights: Readonly<Record<string, number>>;
  /** Who gets requests now although nobody healthy is there to answer, in words. */
  readonly unanswered: readonly string[];
}

/**
 * Takes down what must not be: `ours` is what one of the product's own calls did, `users` is what they get, whoever
 * it comes from.
 */
export type Report = (words: string, whose: 'ours' | 'users') => void;

/** A service to which deployments are made, one after the other. */
export interface Subject extends Service {
  readonly kind: TargetKind;
  readonly bench: Bench;
  readonly traffic: Traffic;
  /** Only of an ECS pair. */
  readonly pair?: Storefront;
  tasks?(side: Side): number;
  /** A version with which nothing is wrong and which is not live. */
  good(): Promise<string>;
  /** What users see of the live version: its name in the traffic log. */
  live(): Promise<string>;
  glimpse(): Glimpse;
  /** Everything that a deployment has to put back or hand over, where nothing is under way. */
  layout(): unknown;
  /** What the layout must be after a deployment, given what it was before it. */
  layoutAfter(before: unknown, promoted: boolean): unknown;
  /** Watches the calls that move traffic or take tasks away; the answer ends it. */
  guard(report: Report): () => void;
}
