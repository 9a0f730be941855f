import type { FaultCall } from '../../../../sandbox/faults/rule.ts';
import type { RunningInvocation } from '../../../../sandbox/lambda/running-invocation.ts';
import type { Scene } from './scene.ts';

/** One more than a state of the deployment machine makes. */
export const ATTEMPTS = 7;

/** Lets Lambda end a function at its time-out again and again; each attempt gets one call further than the last. */
export function cutEachAttempt(
  scene: Scene,
  isOf: (call: FaultCall) => boolean,
  attempts: number = ATTEMPTS,
): void {
  const seen = new Map<RunningInvocation, { readonly reach: number; calls: number }>();
  const isLast = (call: FaultCall) => {
    const { invocation } = call;
    if (!invocation || !isOf(call)) return false;
    const attempt = seen.get(invocation) ?? { reach: seen.size + 1, calls: 0 };
    seen.set(invocation, attempt);
    return ++attempt.calls === attempt.reach;
  };
  scene.fault({ match: { predicate: isLast }, times: attempts, effect: 'function-timeout' });
}

/** Calls by the function of an operation, such as `reject`. */
export function by(operation: string): (call: FaultCall) => boolean {
  return ({ principal }) => principal.endsWith(`-${operation}`);
}
