import type { RunState } from './run.ts';
import type { Recovery } from './runbook.ts';

/** What the signals of a run's incident say: all are well, one is bad, or one cannot be read. */
export type Health = 'well' | 'bad' | 'no-data';

export interface RecoveryFacts {
  readonly health: Health;
  /** Milliseconds. */
  readonly now: number;
}

type Recovering = Extract<RunState, { name: 'RECOVERING' }>;

export type AfterProof =
  | { readonly next: 'done'; readonly words: string }
  /** `event` is what the look says of the run. */
  | { readonly next: 'again'; readonly seconds: number; readonly event: 'signals-well' | 'signals-bad' }
  | { readonly next: 'fail'; readonly words: string };

/** Seconds between two looks; metrics come once a minute. */
const LOOK_SECONDS = 30;

/**
 * What a look at the incident's signals leads to. They must become well in time and then stay so, without a break; a
 * signal that cannot be read is not well.
 */
export function proveRecovery(
  state: Recovering,
  recovery: Recovery,
  { health, now }: RecoveryFacts,
): AfterProof {
  return health === 'well' ? whileWell(state, recovery, now) : whileBad(state, recovery, health, now);
}

function whileWell(state: Recovering, { forSeconds }: Recovery, now: number): AfterProof {
  const since = state.wellSince === undefined ? now : Date.parse(state.wellSince);
  const left = secondsUntil(since + forSeconds * 1000, now);
  if (left > 0 || state.wellSince === undefined)
    return { next: 'again', seconds: Math.max(1, Math.min(LOOK_SECONDS, left)), event: 'signals-well' };
  return { next: 'done', words: `All signals have been well for ${forSeconds} s.` };
}

function whileBad(state: Recovering, { withinSeconds }: Recovery, health: Health, now: number): AfterProof {
  const left = secondsUntil(Date.parse(state.since) + withinSeconds * 1000, now);
  if (left > 0) return { next: 'again', seconds: Math.min(LOOK_SECONDS, left), event: 'signals-bad' };
  const seen = health === 'bad' ? 'are still bad' : 'cannot be read';
  return { next: 'fail', words: `The incident's signals ${seen} after ${withinSeconds} s.` };
}

function secondsUntil(at: number, now: number): number {
  return Math.ceil((at - now) / 1000);
}
