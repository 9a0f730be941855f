import type { Facts } from '../../core/performance/facts.ts';
import { MEASURED_AFTER_DAYS, realisedOf } from '../../core/performance/ledger.ts';
import { type Measures, measuresOf, reportMeasures } from '../../core/performance/measures.ts';
import type { Optimization } from '../../core/performance/optimization.ts';
import type { Gathered } from './gather.ts';

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

const ANOTHER_SIZE = 'Another size serves.';

/**
 * The ledger in which the newest that was applied is undone, where somebody has taken it back before its effects were
 * measured, by whatever means: it is not tried again as if nobody had.
 */
export function takenBack(
  optimizations: readonly Optimization[],
  { facts, obstacle }: Pick<Gathered, 'facts' | 'obstacle'>,
  now: number,
): Optimization[] {
  const newest = optimizations.find(({ state }) => state.name === 'APPLIED');
  // Where traffic is split, which size serves is not decided.
  const stands = !facts || obstacle !== undefined || !newest || newest.realised || holds(newest, facts);
  return optimizations.map((one) => {
    const { state } = one;
    if (stands || one !== newest || state.name !== 'APPLIED') return one;
    const at = new Date(now).toISOString();
    return { ...one, state: { ...state, name: 'UNDONE', at, why: ANOTHER_SIZE } };
  });
}

/** When it changed the size that serves, or was found taken back, in milliseconds; undefined where it never served alone. */
export function changedAt({ state }: Optimization): number | undefined {
  const served = state.name === 'APPLIED' || (state.name === 'UNDONE' && state.why === ANOTHER_SIZE);
  return served ? Date.parse(state.at) : undefined;
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
