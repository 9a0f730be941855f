import type { ModelCallers } from '../traffic/model-callers.ts';
import type { Callee, CallFailure } from './callee.ts';

/** Callers give up after some seconds: where all calls together take so long on average, those that fail ran into that. */
const PATIENCE_SECONDS = 2;

/** A service as other services call it: through its balancer. */
export function behindBalancer(name: string, caller: ModelCallers): Callee {
  return {
    name,
    call: (now, count) => {
      const { failed, refused, seconds } = caller.send(now, count);
      return { failed, seconds, failure: failureOf(failed, refused, seconds / count) };
    },
  };
}

function failureOf(failed: number, refused: number, meanSeconds: number): CallFailure {
  if (2 * refused > failed) return 503;
  return meanSeconds > PATIENCE_SECONDS ? 'timed-out' : 500;
}
