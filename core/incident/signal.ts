/** What a source says of one thing that it watches: it is bad, it is well again, or nobody can tell. */
export type SignalState = 'FIRING' | 'RESOLVED' | 'NO_DATA';

export type SignalSource = 'cloudwatch' | 'webhook' | 'deployment' | 'probe' | 'slo' | 'anomaly';

/** How much an incident hurts, from SLO impact or from what the alarm's owner said. */
export const SEVERITIES = ['low', 'medium', 'high', 'critical'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** How fast an objective's error budget burns: 1 uses it up exactly at the end of its period. */
export interface SloBurn {
  readonly objective: string;
  readonly rate: number;
}

/** The metric behind a signal, as CloudWatch names it. */
export interface SignalMetric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly statistic: string;
  readonly periodSeconds: number;
}

/**
 * One state of one watched thing. All text comes from outside: it has been cut and cleaned of control characters,
 * and stays data.
 */
export interface Signal {
  /** Identity of the watched thing, not of the event: `cloudwatch:<alarm ARN>`; at most 255 characters. */
  readonly key: string;
  readonly source: SignalSource;
  readonly state: SignalState;
  /** When the source says the state began; ISO 8601. Signals of one key are ordered by it. */
  readonly at: string;
  /** When the data first was bad, where the source says so: the beginning of the damage; ISO 8601. */
  readonly breachedAt?: string;
  readonly title: string;
  /** Why the source says so, in its own words. */
  readonly reason: string;
  readonly environment?: string;
  readonly service?: string;
  /** ARN or name of what is watched. */
  readonly resource?: string;
  readonly metric?: SignalMetric;
  readonly severity?: Severity;
  /** Of a signal of an objective: how fast its budget burns. */
  readonly burn?: SloBurn;
  /** It is only odd: it speaks in an incident that there is, opens none and keeps none open. */
  readonly evidence?: true;
  /** The alarm's tags. */
  readonly tags: Readonly<Record<string, string>>;
}

/** A state that was told of a key, and when its source says that it began; ISO 8601. */
export interface Heard {
  readonly at: string;
  readonly state: SignalState;
}

/** What is remembered of a key between its signals. */
export interface SignalRecord {
  /** The newest signal by its own time. */
  readonly signal: Signal;
  /** The last states by their own time, oldest first, at most `FLAP_MEMORY`: a change is one unlike the one before. */
  readonly changes: readonly Heard[];
  /** The incident that the key belongs to since it last began to fire. */
  readonly incidentId?: string;
  /** Since when the key's changes are held back because it flaps; ISO 8601. */
  readonly flappingSince?: string;
}
