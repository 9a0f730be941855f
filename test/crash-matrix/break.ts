import { REQUEST_TIMEOUT_MS } from '../../functions/clients.ts';
import type { FaultEffect, FaultError } from '../../sandbox/faults/rule.ts';
import type { Bench } from './bench.ts';
import { type CallPlace, kindOfPlace } from './call-place.ts';
import type { Effect } from './effect.ts';
import type { Scope } from './scope.ts';

/** A failure of AWS's own that the SDK does not repeat, so that it reaches whoever called. */
const FAILURE: FaultError = { name: 'InternalFailure', message: 'Something broke inside.', statusCode: 400 };
/** The SDK gives up after three or four of them, a state's Retry only after more than twenty. */
const THROTTLES = 12;
/** How often the SDK makes a call at most, where it is not three times. */
const ATTEMPTS: Readonly<Record<string, number>> = { DynamoDB: 4 };
/** Longer than the states of a run repeat their steps. */
const OUTAGE_MS = 300_000;

/** A fault that was injected for a case. */
export interface Broken {
  /** Whether the call came at which the fault waited. */
  readonly met: () => boolean;
  mend(): void;
}

/** What is broken in a case. */
export interface Breakage {
  readonly call: CallPlace;
  readonly effect: Effect;
}

/** Injects the fault of a case at its call. */
export function breakCall(bench: Bench, scope: Scope, { call, effect }: Breakage): Broken {
  const phase = scope.phase();
  const wanted = kindOfPlace(call);
  const before = bench.account.faults.applied.length;
  const during = effect === 'outage' ? outage(bench) : () => true;
  let met = false;
  const { nth } = call;
  let seen = 0;
  const mend = bench.account.faults.add({
    match: {
      predicate: (candidate) =>
        phase(candidate) && scope.kindOf(candidate) === wanted && ++seen >= nth && during(),
      ...(effect === 'outage' ? {} : { to: timesOf(effect, call) }),
    },
    ...effectOf(bench, scope, effect, () => {
      met = true;
    }),
  });
  return { met: () => met || bench.account.faults.applied.length > before, mend };
}

function timesOf(effect: Effect, { client }: CallPlace): number {
  if (effect === 'throttles') return THROTTLES;
  return effect === 'throttled-call' ? (ATTEMPTS[client] ?? 3) : 1;
}

/** Whether the outage that begins with the first question still lasts. */
function outage({ clock }: Bench): () => boolean {
  let until: number | undefined;
  return () => {
    until ??= clock.now() + OUTAGE_MS;
    return clock.now() < until;
  };
}

function effectOf({ account }: Bench, scope: Scope, effect: Effect, onMet: () => void): FaultEffect {
  switch (effect) {
    case 'error-before':
    case 'outage':
      return { effect: 'error-before', error: FAILURE };
    case 'error-after':
      return { effect, error: FAILURE };
    case 'throttles':
    case 'throttled-call':
      return { effect: 'throttle' };
    case 'latency':
      return { effect: 'latency', milliseconds: REQUEST_TIMEOUT_MS + 1 };
    case 'task-timeout':
      return { effect: 'no-answer' };
    case 'function-timeout':
      return { effect };
    case 'kill-before':
    case 'kill-after':
      return {
        effect: effect === 'kill-before' ? 'observe-before' : 'observe-after',
        observe: (call) => {
          onMet();
          // As States.Runtime ends one: past every Catch.
          const arn = scope.running(call);
          if (arn !== undefined) void account.stepFunctions.kill(arn);
        },
      };
  }
}
