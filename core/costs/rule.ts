import type { Resource } from '../inventory/resource.ts';

/** A metric that a rule reads of each resource, day by day (UTC) over the look-back. */
export interface MetricNeed {
  /** By which the rule finds its values. */
  readonly key: string;
  readonly namespace: string;
  readonly metric: string;
  /** A statistic of CloudWatch, such as `Maximum`. */
  readonly stat: string;
  readonly dimensions: (resource: Resource) => Readonly<Record<string, string>>;
}

/** All that a rule knows of one resource. */
export interface Facts {
  readonly resource: Resource;
  /** Milliseconds. */
  readonly now: number;
  /** The values of the days that have one, oldest first, by the key of the need; a metric that is not there has none. */
  readonly metrics: Readonly<Record<string, readonly number[]>>;
  /** Everything else that was listed in the same look, by type. */
  readonly listed: ReadonlyMap<string, readonly Resource[]>;
}

/** What a rule found of one resource; money in US dollars a month. */
export interface Finding {
  readonly saving: number;
  /** What the resource costs now, by list prices. */
  readonly cost: number;
  /** The chance, from 0 to 1, that following it saves what is said and harms nobody. */
  readonly confidence: number;
  /** What was seen. Names in it are untrusted text. */
  readonly evidence: string;
  /** What to do, in the imperative. */
  readonly action: string;
}

export const EFFORTS = ['VERY_LOW', 'LOW', 'MEDIUM', 'HIGH'] as const;
export type Effort = (typeof EFFORTS)[number];

/** One way in which money is lost; a rule is the file of its name. */
export interface CostRule {
  readonly name: string;
  readonly type: string;
  readonly title: string;
  /** `remove` makes every other recommendation on the resource pointless. */
  readonly kind: 'remove' | 'change';
  readonly effort: Effort;
  /** Whether something in use restarts. */
  readonly restart: boolean;
  /** How it is undone. */
  readonly undo: string;
  readonly needs: readonly MetricNeed[];
  /** Undefined where nothing is to be saved, or too little is known to say so. */
  readonly find: (facts: Facts) => Finding | undefined;
}

/** Whole days that rules look back, and of which they need a value of what is always measured. */
export const LOOK_BACK_DAYS = 14;
/** Dollars a month below which nothing is recommended. */
export const LEAST_SAVING = 0.5;
