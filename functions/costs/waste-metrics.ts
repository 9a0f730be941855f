import type { CostRule, MetricNeed } from '../../core/costs/rule.ts';
import { LOOK_BACK_DAYS } from '../../core/costs/rule.ts';
import type { Resource } from '../../core/inventory/resource.ts';
import type { Context } from '../context.ts';
import { type MetricQuery, readMetrics } from '../rollouts/metrics.ts';

const DAY_MS = 86_400_000;
const DAY_SECONDS = 86_400;
/** Twenty cents. */
export const MOST_METRICS = 20_000;

export type DailyValues = ReadonlyMap<string, Readonly<Record<string, readonly number[]>>>;

interface Wanted {
  readonly query: MetricQuery;
  readonly resource: string;
  readonly key: string;
}

/**
 * What the rules need of the resources, day by day up to the last midnight (UTC).
 * @returns the values by the ARN of the resource, how many metrics were read, and the resources for which none were left
 */
export async function dailyValues(
  context: Context,
  rules: readonly CostRule[],
  resources: readonly Resource[],
): Promise<{ values: DailyValues; metrics: number; unread: readonly string[] }> {
  const wanted: Wanted[] = [];
  const unread: string[] = [];
  for (const resource of resources) {
    const needs = needsOf(rules, resource);
    if (wanted.length + needs.length > MOST_METRICS) unread.push(resource.arn);
    else wanted.push(...needs.map((need, index) => wantedOf(need, resource, wanted.length + index)));
  }
  const to = Math.floor(context.clock.now() / DAY_MS) * DAY_MS;
  const range = { from: to - LOOK_BACK_DAYS * DAY_MS, to, periodSeconds: DAY_SECONDS };
  const series = await readMetrics(
    context,
    wanted.map(({ query }) => query),
    range,
  );
  const values = new Map<string, Record<string, readonly number[]>>();
  for (const { query, resource, key } of wanted) {
    const points = [...(series.get(query.id) ?? [])].sort(([one], [other]) => one - other);
    values.set(resource, { ...values.get(resource), [key]: points.map(([, value]) => value) });
  }
  return { values, metrics: wanted.length, unread };
}

/** Each metric once, by the key of the rule that names it; two rules that use a key mean the same. */
function needsOf(rules: readonly CostRule[], resource: Resource): MetricNeed[] {
  const needs = rules.filter(({ type }) => type === resource.type).flatMap((rule) => rule.needs);
  return [...new Map(needs.map((need) => [need.key, need])).values()];
}

function wantedOf(need: MetricNeed, resource: Resource, index: number): Wanted {
  const { key, namespace, metric, stat, dimensions } = need;
  const query = { id: `m${index}`, namespace, metric, stat, dimensions: dimensions(resource) };
  return { query, resource: resource.arn, key };
}
