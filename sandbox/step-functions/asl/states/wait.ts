import type { WaitState } from '../definition.ts';
import type { Visit } from '../visit.ts';
import { goOn, type Outcome } from './outcome.ts';

const TIMESTAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

export async function runWait(visit: Visit, state: WaitState): Promise<Outcome> {
  const { clock } = visit.frame.engine;
  await clock.sleep(await milliseconds(visit, state), visit.frame.signal);
  return goOn(state);
}

async function milliseconds(visit: Visit, state: WaitState): Promise<number> {
  if (state.Seconds !== undefined) return (await visit.evaluateInteger(state.Seconds, 'Seconds')) * 1000;
  const template = state.Timestamp ?? null;
  const value = await visit.evaluate(template, 'Timestamp');
  const at = typeof value === 'string' && TIMESTAMP.test(value) ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(at)) throw visit.unexpectedType(template, 'Timestamp', 'ISO 8601 timestamp', value);
  return Math.max(0, at - visit.frame.engine.clock.now());
}
