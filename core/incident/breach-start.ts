import { sourceTime } from './source-time.ts';
import { listOf, member, numberOf, parsedJson } from './untyped.ts';

interface Datapoint {
  readonly at: number;
  readonly value: number;
}

/**
 * When the data of a CloudWatch alarm was bad first, in milliseconds: the oldest datapoint that crossed the threshold
 * among those that were evaluated since the evaluation's start date; where that cannot be told the start date, or the
 * oldest datapoint that the reason cites.
 * @param reasonData JSON text, as the event's `reasonData`
 */
export function breachStart(reason: string, reasonData: unknown): number | undefined {
  const data = parsedJson(reasonData);
  const start = sourceTime(member(data, 'startDate'));
  const crossed = crossing(reason, numberOf(member(data, 'threshold')));
  const times = datapoints(member(data, 'evaluatedDatapoints'))
    .filter(({ at, value }) => at >= (start ?? 0) && crossed?.(value))
    .map(({ at }) => at);
  return earliest(times) ?? start ?? earliest(citedTimes(reason));
}

/** The event does not carry the alarm's comparison; its reason has it in words. */
function crossing(reason: string, threshold: number | undefined): ((value: number) => boolean) | undefined {
  const [, side, equal] = /\b(greater|less) than (or equal to )?the threshold/.exec(reason) ?? [];
  if (threshold === undefined || side === undefined) return undefined;
  return (value) =>
    (value === threshold && equal !== undefined) ||
    (side === 'greater' ? value > threshold : value < threshold);
}

function datapoints(evaluated: unknown): readonly Datapoint[] {
  return listOf(evaluated).flatMap((point) => {
    const at = sourceTime(member(point, 'timestamp'));
    const value = numberOf(member(point, 'value'));
    return at === undefined || value === undefined ? [] : [{ at, value }];
  });
}

/** `[99.5 (02/10/19 16:59:00)]`: day, month, year, UTC. */
function citedTimes(reason: string): readonly number[] {
  return [...reason.matchAll(/\((\d\d)\/(\d\d)\/(\d\d) (\d\d:\d\d:\d\d)\)/g)].flatMap(
    ([, day, month, year, time]) => sourceTime(`20${year}-${month}-${day}T${time}Z`) ?? [],
  );
}

function earliest(times: readonly number[]): number | undefined {
  return times.length === 0 ? undefined : Math.min(...times);
}
