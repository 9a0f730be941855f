import type { Facts } from '../../core/performance/facts.ts';
import { MEASURED_AFTER_DAYS, realisedOf } from '../../core/performance/ledger.ts';
import { type Measures, measuresOf, reportMeasures } from '../../core/performance/measures.ts';
import type { Optimization } from '../../core/performance/optimization.ts';

const DAY_MS = 86_400_000;
const WEEK_MS = MEASURED_AFTER_DAYS * DAY_MS;

/** What is measured of a week: the hours that end now. */
export function weekOf(facts: Facts, now: number, from = now - WEEK_MS): Measures {
  const since = Math.max(from, now - WEEK_MS);
  const week = facts.sizing.filter(({ at }) => at >= since);
  return { ...measuresOf(week, facts.setting, (now - since) / 1000), ...reportMeasures(facts) };
}

/** The ledger with what is known by now of the effects of those that were applied a week ago and still hold. */
export function measured(
  optimizations: readonly Optimization[],
  facts: Facts | undefined,
  now: number,
): Optimization[] {
  return optimizations.map((one) => {
    const { state, realised } = one;
    if (!facts || realised || state.name !== 'APPLIED') return one;
    const since = Date.parse(state.at);
    if (now - since < WEEK_MS || !holds(one, facts)) return one;
    return { ...one, realised: realisedOf(one, weekOf(facts, now, since)) };
  });
}

/** Whether what serves has the size that it was given: somebody may have set another one since. */
function holds({ change }: Optimization, { setting }: Facts): boolean {
  if (change.type === 'task-size')
    return setting.type === 'tasks' && setting.cpu === change.cpu && setting.memoryMb === change.memoryMb;
  return (
    setting.type === 'function' &&
    setting.memoryMb === (change.memoryMb ?? setting.memoryMb) &&
    setting.timeoutSeconds === (change.timeoutSeconds ?? setting.timeoutSeconds)
  );
}
