import { attainedOf } from '../../../core/slo/budget.ts';
import { DAY_MS, type DaySlots } from '../../../core/slo/day-slots.ts';
import { type LintFacts, lint } from '../../../core/slo/lint.ts';
import type { Objective } from '../../../core/slo/objective.ts';
import { tally } from '../../../core/slo/tally.ts';
import type { Context } from '../../context.ts';
import { countableTo, countInto, readAll } from '../count.ts';

/** So much is looked at before an objective is set. */
const LOOKED_BACK_MS = 7 * DAY_MS;

type Seen = NonNullable<LintFacts['seen']>;

/** What CloudWatch has of each objective's metrics; nothing of any where it could not be read. */
export async function seenOf(
  context: Context,
  objectives: readonly Objective[],
): Promise<ReadonlyMap<string, Seen>> {
  const wanted = objectives.map((objective) => {
    const to = countableTo(context, objective);
    return { objective, range: { from: to - LOOKED_BACK_MS, to } };
  });
  try {
    const values = await readAll(context, wanted);
    return new Map(
      wanted.map((one) => {
        const days = new Map<number, DaySlots>();
        countInto(days, one, values(one));
        const counted = tally(one.objective, days, one.range, () => false);
        const hours = (counted.known * one.objective.slotSeconds) / 3600;
        return [one.objective.name, { hours, tally: counted }];
      }),
    );
  } catch (error) {
    context.log.warn('The metrics of objectives could not be read.', { why: String(error) });
    return new Map();
  }
}

/** What is said of an objective before it is set. */
export function findingsOf(
  { environment }: Context,
  objective: Objective,
  isRegistered: boolean,
  seen: Seen | undefined,
) {
  const attained = seen && attainedOf(seen.tally);
  return {
    findings: lint(objective, {
      isRegistered,
      marginSeconds: environment.metricMarginSeconds,
      ...(seen && { seen }),
    }),
    ...(attained !== undefined && seen && { attained, hoursSeen: Number(seen.hours.toFixed(2)) }),
  };
}
