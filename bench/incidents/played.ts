import type { Deed } from './deeds.ts';
import type { AlarmMessage } from './messages.ts';
import type { Fault } from './scenario.ts';

/** A fault that began; `at` is its place. Times are milliseconds. */
export interface BegunFault extends Pick<Fault, 'kind' | 'at'> {
  readonly beganAt: number;
}

export interface PlayedIncident {
  readonly id: string;
  readonly openedAt: number;
  readonly state: string;
  readonly services: readonly string[];
  /** Names of its alarms, in the order in which they joined. */
  readonly alarms: readonly string[];
  /** When the last alarm was well again for good. */
  readonly recoveredAt?: number;
  readonly resolvedAt?: number;
  /** Every time that it was seen to have been resolved, also when it was opened again. */
  readonly resolutions: readonly number[];
  readonly reopened: number;
  /** Level of its policy that was told last. */
  readonly told: number;
  readonly runs: readonly string[];
  /** What its investigation found last. */
  readonly cause?: {
    readonly verdict: string;
    readonly causes: readonly { readonly service: string; readonly confidence: number }[];
  };
}

export interface PlayedRun {
  readonly id: string;
  readonly runbook: string;
  readonly service: string;
  readonly incidentId?: string;
  readonly beganAt: number;
  readonly state: string;
  readonly why: string;
  /** Such as `restart VERIFIED`. */
  readonly steps: readonly string[];
  /** Where it ended undone: what is set otherwise than before its first change. */
  readonly notRestored: readonly string[];
}

export interface PlayedDeployment {
  readonly id: string;
  readonly service: string;
  readonly kind: string;
  readonly version: string;
  readonly state: string;
  readonly beganAt: number;
}

/** What was seen of one scenario from beginning to end; plain data. */
export interface Played {
  readonly scenario: string;
  readonly seed: number;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly faults: readonly BegunFault[];
  /** The first message of each alarm that fired. */
  readonly firings: readonly AlarmMessage[];
  /** What each alarm last said. */
  readonly alarmsAtEnd: Readonly<Record<string, string>>;
  /** Beginnings of the periods in which each alarm's metric was beyond its threshold, by the raw data. */
  readonly badPeriods: Readonly<Record<string, readonly number[]>>;
  readonly incidents: readonly PlayedIncident[];
  readonly runs: readonly PlayedRun[];
  readonly deeds: readonly Deed[];
  /** What deeds set and is at the end otherwise than before the first of them. */
  readonly leftChanged: readonly string[];
  readonly deployments: readonly PlayedDeployment[];
  /** What the scripted person answered. */
  readonly answers: readonly string[];
  readonly mails: number;
}
