import { REQUEST_TIMEOUT_MS } from '../../functions/clients.ts';
import type { FaultCall, FaultEffect, FaultError } from '../../sandbox/faults/rule.ts';
import type { Bench } from './bench.ts';
import type { Case, Effect } from './case.ts';
import { kindOf, kindOfPlace, phaseOf } from './place.ts';

/** A failure of AWS's own that the SDK does not repeat, so that it reaches whoever called. */
const FAILURE: FaultError = { name: 'InternalFailure', message: 'Something broke inside.', statusCode: 400 };
/** The SDK gives up after three or four of them, a state's Retry only after more than twenty. */
const THROTTLES = 12;
/** Longer than the states of a deployment repeat their steps. */
const OUTAGE_MS = 300_000;

/** A fault that was injected for a case. */
export interface Broken {
  /** Whether the call came at which the fault waited. */
  readonly met: () => boolean;
  mend(): void;
}

/** Injects the fault of a case at its call. */
export function breakCall(bench: Bench, { journey, call, effect }: Extract<Case, { kind: 'call' }>): Broken {
  const phase = phaseOf(journey);
  const wanted = kindOfPlace(call);
  const before = bench.account.faults.applied.length;
  const during = effect === 'outage' ? outage(bench) : () => true;
  let met = false;
  const { nth } = call;
  let seen = 0;
  const mend = bench.account.faults.add({
    match: {
      predicate: (candidate) => phase(candidate) && kindOf(candidate) === wanted && ++seen >= nth && during(),
      ...(effect === 'outage' ? {} : { to: effect === 'throttles' ? THROTTLES : 1 }),
    },
    ...effectOf(bench, effect, () => {
      met = true;
    }),
  });
  return { met: () => met || bench.account.faults.applied.length > before, mend };
}

/** Whether the outage that begins with the first question still lasts. */
function outage({ clock }: Bench): () => boolean {
  let until: number | undefined;
  return () => {
    until ??= clock.now() + OUTAGE_MS;
    return clock.now() < until;
  };
}

function effectOf(bench: Bench, effect: Effect, onMet: () => void): FaultEffect {
  switch (effect) {
    case 'error-before':
    case 'outage':
      return { effect: 'error-before', error: FAILURE };
    case 'error-after':
      return { effect, error: FAILURE };
    case 'throttles':
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
          killRunning(bench, call);
        },
      };
  }
}

/** The execution that a call is made for, or that waits while it is made. */
export function runningExecution(
  { account, product }: Bench,
  { principal }: Pick<FaultCall, 'principal'>,
): string | undefined {
  const { deploymentMachine, restoreMachine } = product.environment;
  const running = (machine: string) =>
    account.stepFunctions.executions(machine).find(({ status }) => status === 'RUNNING')?.arn;
  const own = principal.endsWith('machine-deployment') ? running(deploymentMachine) : undefined;
  return own ?? running(restoreMachine) ?? running(deploymentMachine);
}

/** Ends an execution as States.Runtime does: past every Catch. */
function killRunning(bench: Bench, call: FaultCall): void {
  const arn = runningExecution(bench, call);
  if (arn !== undefined) void bench.account.stepFunctions.kill(arn);
}
