import type { Day, Window } from '../freeze/freeze.ts';
import type { Severity } from '../incident/signal.ts';

/** Everything that says who is told of what, and when: one YAML document an installation. */
export interface Alerting {
  readonly channels: readonly Channel[];
  readonly policies: readonly EscalationPolicy[];
  /** The first whose conditions hold says which policy an incident follows. */
  readonly routes: readonly Route[];
  readonly suppressions: readonly Suppression[];
  readonly maintenance: readonly Maintenance[];
  readonly digest: Digest;
}

/** Where messages go. `secret` is the name of the secret that holds the credential; it is never in the document. */
export type Channel =
  | { readonly name: string; readonly type: 'slack'; readonly secret: string; readonly channel: string }
  | { readonly name: string; readonly type: 'telegram'; readonly secret: string; readonly chatId: string }
  | { readonly name: string; readonly type: 'pagerduty'; readonly secret: string }
  | {
      readonly name: string;
      readonly type: 'email';
      readonly from: string;
      readonly to: readonly string[];
    }
  /** `internal` lets the host have a private address; never a loopback or link-local one. */
  | {
      readonly name: string;
      readonly type: 'webhook';
      readonly secret: string;
      readonly url: string;
      readonly internal?: boolean;
    }
  | { readonly name: string; readonly type: 'sms'; readonly phoneNumbers: readonly string[] };

export interface EscalationPolicy {
  readonly name: string;
  readonly levels: readonly Level[];
  /** How often the levels are gone through again when nobody acknowledges. */
  readonly repeat: number;
  /** Channel that is told what another channel did not take, or may not have. */
  readonly fallback?: string;
}

export interface Level {
  /** Names of channels, told at once. */
  readonly notify: readonly string[];
  /** Seconds to wait for an acknowledgement before the next level is told. */
  readonly timeoutSeconds: number;
  /** Outside these hours the level is passed over (`skip`) or told when they begin (`wait`). */
  readonly hours?: BusinessHours;
  /** Channels that take turns; the one on duty is told besides `notify`. */
  readonly rotation?: Rotation;
}

export interface BusinessHours {
  readonly days: readonly Day[];
  /** `HH:MM`, by the clocks of `timeZone`; an end at or before the start is on the following day. */
  readonly from: string;
  readonly to: string;
  readonly timeZone: string;
  readonly outside: 'skip' | 'wait';
}

/**
 * Hand-over: each channel is on duty for `everyHours` hours, in order, counted from `start` (ISO 8601). With
 * `timeZone` its clocks count, so that a hand-over at nine stays at nine when the clocks change.
 */
export interface Rotation {
  readonly channels: readonly string[];
  readonly start: string;
  readonly everyHours: number;
  readonly timeZone?: string;
}

/** Conditions; all that are there must hold, and a list holds when one of it does. */
export interface Route {
  readonly environments?: readonly string[];
  readonly services?: readonly string[];
  readonly severities?: readonly Severity[];
  readonly policy: string;
}

/** Signals that open no incident. Never applies to what resolves one. */
export interface Suppression {
  readonly name: string;
  readonly reason: string;
  /** `*` stands for any run of characters. */
  readonly key?: string;
  readonly service?: string;
  readonly environment?: string;
  /** Its last moment; ISO 8601. A suppression without an end is refused. */
  readonly until: string;
}

/** Times in which incidents of the named services are labelled instead of paged. */
export interface Maintenance {
  readonly name: string;
  readonly environment?: string;
  readonly services?: readonly string[];
  readonly windows: readonly Window[];
}

/**
 * Above `messages` to one channel within `withinSeconds`, the rest is told in one message at the window's end. Holds
 * for channels that people read; machines are told of every change.
 */
export interface Digest {
  readonly messages: number;
  readonly withinSeconds: number;
}
