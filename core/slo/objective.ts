import type { Window } from '../freeze/freeze.ts';
import type { Policy } from './policy.ts';
import type { Sla } from './sla.ts';

/** One metric of CloudWatch with a statistic, such as `Sum`, `SampleCount`, `TC(:0.3)` or `PR(:0.3)`. */
export interface MetricTerm {
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly stat: string;
}

/** Metrics that are added up. */
export type Terms = readonly MetricTerm[];

export const OPERATORS = ['lte', 'gte', 'lt', 'gt'] as const;
export type Operator = (typeof OPERATORS)[number];

/** How a slot of time is counted by one indicator. */
export type PlainIndicator =
  | {
      readonly kind: 'ratio';
      /** What is counted in `counted`. */
      readonly counts: 'good' | 'bad';
      readonly counted: Terms;
      readonly total: Terms;
    }
  /** Shares of good events in percent, each of the total at the same place. */
  | { readonly kind: 'rank'; readonly shares: Terms; readonly total: Terms }
  | { readonly kind: 'threshold'; readonly metric: Terms; readonly op: Operator; readonly value: number }
  /** A share between 0 and 1 that somebody else has worked out. */
  | { readonly kind: 'raw'; readonly metric: Terms; readonly is: 'success' | 'failure' };

/** Several indicators under one target; see `countSlot`. */
export interface CompositeIndicator {
  readonly kind: 'composite';
  readonly parts: readonly { readonly weight: number; readonly indicator: PlainIndicator }[];
}

export type Indicator = PlainIndicator | CompositeIndicator;

/** What consumes the budget: bad events, bad slices of time, or the bad share of each slice. */
export type Method =
  | { readonly kind: 'Occurrences' }
  | { readonly kind: 'Timeslices'; readonly sliceSeconds: number; readonly sliceTarget: number }
  | { readonly kind: 'RatioTimeslices'; readonly sliceSeconds: number };

export const CALENDAR_UNITS = ['d', 'w', 'M', 'Q', 'Y'] as const;

/** The time over which an objective has to be met. */
export type TimeWindow =
  | { readonly kind: 'rolling'; readonly seconds: number }
  | {
      readonly kind: 'calendar';
      readonly count: number;
      readonly unit: (typeof CALENDAR_UNITS)[number];
      /** Wall time at which some window begins, `YYYY-MM-DDTHH:MM:SS`. */
      readonly start: string;
      readonly timeZone: string;
    };

/** Fires while the budget burns faster than `factor` times its pace over both windows, for so long. */
export interface BurnAlert {
  readonly name: string;
  readonly severity: 'page' | 'ticket';
  readonly factor: number;
  readonly longSeconds: number;
  readonly shortSeconds: number;
  readonly forSeconds: number;
}

/** Fewest events in an alert's long window; with fewer of either it does not fire. */
export interface LeastEvents {
  readonly bad: number;
  readonly total: number;
}

/** Time that does not count, with who said so. */
export interface Exclusion {
  readonly id: string;
  readonly window: Window;
  /** Agreed upon with the customers: it does not count in the contract's report either. */
  readonly agreed: boolean;
  /** Principal's ARN. */
  readonly by: string;
  /** ISO 8601. A weekly window excludes nothing before. */
  readonly at: string;
}

export const KINDS = ['availability', 'latency', 'throughput', 'freshness', 'other'] as const;
export type Kind = (typeof KINDS)[number];

export interface Objective {
  /** Unique in its environment. */
  readonly name: string;
  readonly title: string;
  readonly environment: string;
  readonly service: string;
  readonly kind: Kind;
  /** Share of good events or slices, 0 up to, and not, 1. */
  readonly target: number;
  readonly method: Method;
  readonly window: TimeWindow;
  readonly indicator: Indicator;
  /** Seconds of one slot, the finest that is kept. */
  readonly slotSeconds: number;
  readonly alerts: readonly BurnAlert[];
  readonly least: LeastEvents;
  /** What a slot of which nothing is known counts as; it is never good. */
  readonly noData: 'unknown' | 'bad';
  readonly alertWhenVanished: boolean;
  readonly policy: Policy;
  readonly sla?: Sla;
}
