import { DAY_MS, dayOf } from '../../core/slo/day-slots.ts';
import { type Evaluation, evaluate, SILENCE_DAYS } from '../../core/slo/evaluate.ts';
import type { Objective } from '../../core/slo/objective.ts';
import type { Range } from '../../core/slo/tally.ts';
import { windowAt } from '../../core/slo/window.ts';
import type { Context } from '../context.ts';
import type { SloRecord } from '../slo-record.ts';
import { readCounts } from './counts-store.ts';
import type { SloStatus } from './status-store.ts';

/** All that an evaluation at an instant may look at. */
export function rangeToRead(objective: Objective, countedTo: number): Range {
  const back = objective.alerts.map(({ longSeconds, forSeconds }) => (longSeconds + forSeconds) * 1000);
  const longest = Math.max(SILENCE_DAYS * DAY_MS, ...back);
  const from = Math.min(windowAt(objective.window, countedTo).from, countedTo - longest);
  return { from: dayOf(from), to: countedTo };
}

/** An objective as it stands at the end of what was counted, by the counts that are kept. */
export async function evaluateKept(
  context: Context,
  { objective, exclusions }: SloRecord,
  { countedTo, standing }: Pick<SloStatus, 'countedTo' | 'standing'>,
): Promise<Evaluation> {
  const to = Date.parse(countedTo);
  const days = await readCounts(context, objective, rangeToRead(objective, to));
  return evaluate({ objective, exclusions, days, countedTo: to, standing });
}
