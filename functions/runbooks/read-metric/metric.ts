import type { Context } from '../../context.ts';
import { readMetrics } from '../../rollouts/metrics.ts';
import type { Job, ReadingTool } from '../step/tool-work.ts';
import { ownPlace } from './own-dimensions.ts';

interface MetricResult {
  /** The newest value. Without any value these four are missing, and no precondition that asks for one is true. */
  readonly latest?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly average?: number;
  /** Values by when their period began, oldest first. */
  readonly points: readonly { readonly at: string; readonly value: number }[];
}

const MINUTE_MS = 60_000;
const MOST_POINTS = 60;

/** Reads a metric of the last minutes; over longer times in periods of several minutes. */
export const metric: ReadingTool<MetricResult> = {
  name: 'read_metric',
  plan: ({ said, params }) => ({
    words: `Reads ${said} of the last ${Number(params['minutes'])} minutes.`,
    effect: 'Later steps decide on its values.',
  }),
  read,
};

async function read(context: Context, { service, said, params }: Job): Promise<MetricResult> {
  const place = await placeOf(context, service, params, said);
  const minutes = Number(params['minutes']);
  const periodMinutes = Math.ceil(minutes / MOST_POINTS);
  // Of a period that is not over yet there are sums of a part of it, which say nothing beside whole ones.
  const periodMs = periodMinutes * MINUTE_MS;
  const to = Math.floor(context.clock.now() / periodMs) * periodMs;
  const from = to - Math.ceil(minutes / periodMinutes) * periodMs;
  const query = { id: 'metric', metric: said, stat: String(params['statistic'] ?? 'Average'), ...place };
  const series = await readMetrics(context, [query], { from, to, periodSeconds: periodMinutes * 60 });
  const points = [...(series.get('metric') ?? [])]
    .sort(([one], [other]) => one - other)
    .map(([at, value]) => ({ at: new Date(at).toISOString(), value }));
  return { ...summaryOf(points.map(({ value }) => value)), points };
}

function placeOf(context: Context, service: Job['service'], params: Job['params'], name: string) {
  const namespace = params['namespace'] as string | undefined;
  const dimensions = params['dimensions'] as Readonly<Record<string, string>> | undefined;
  return namespace !== undefined && dimensions
    ? { namespace, dimensions }
    : ownPlace(context, service, namespace, name);
}

function summaryOf(values: readonly number[]): Omit<MetricResult, 'points'> {
  const latest = values.at(-1);
  if (latest === undefined) return {};
  return {
    latest,
    minimum: Math.min(...values),
    maximum: Math.max(...values),
    average: values.reduce((sum, value) => sum + value, 0) / values.length,
  };
}
