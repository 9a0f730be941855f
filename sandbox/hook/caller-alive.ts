import { outsideInvocations, runningInvocation } from '../lambda/running-invocation.ts';
import type { Invoke } from './invocation.ts';

/**
 * Makes calls in the name of the function that makes them, if one does: a function that was cut off makes no call and
 * gets no answer, while what AWS does on a call it has made goes on.
 */
export function callerAlive(invoke: Invoke): Invoke {
  return async (invocation) => {
    const caller = runningInvocation();
    if (caller?.cutOff) return never();
    const whole = caller ? { ...invocation, caller } : invocation;
    const [settled] = await Promise.allSettled([outsideInvocations(() => invoke(whole))]);
    if (caller?.cutOff) return never();
    if (settled.status === 'rejected') throw settled.reason;
    return settled.value.lost ? never() : settled.value;
  };
}

function never(): Promise<never> {
  return new Promise(() => {});
}
