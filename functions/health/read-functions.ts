import type { FunctionProbe } from '../../core/health/probe.ts';
import type { Seen } from '../../core/health/seen.ts';
import type { Context } from '../context.ts';
import { type MetricQuery, readMetrics, type Series } from '../rollouts/metrics.ts';

const MINUTE_MS = 60_000;
/** Minutes that are looked at: enough that metrics which come late are there, few enough that old trouble is over. */
export const LOOK_BACK_MINUTES = 10;

/** Calls, errors and throttles of functions behind their aliases; the minute that has not ended is in it. */
export async function readFunctions(
  context: Context,
  probes: readonly FunctionProbe[],
): Promise<ReadonlyMap<FunctionProbe, Seen>> {
  const to = Math.ceil(context.clock.now() / MINUTE_MS) * MINUTE_MS;
  const range = { from: to - LOOK_BACK_MINUTES * MINUTE_MS, to };
  const queries = probes.flatMap((probe, index) => queriesOf(probe, `f${index}`));
  const series = await readMetrics(context, queries, range);
  return new Map(probes.map((probe, index) => [probe, countsOf(series, `f${index}`)]));
}

function queriesOf({ functionName, alias, errors }: FunctionProbe, id: string): MetricQuery[] {
  const dimensions = { FunctionName: functionName, Resource: `${functionName}:${alias}` };
  const own = (name: string, metric: string) => ({
    id: `${id}_${name}`,
    namespace: 'AWS/Lambda',
    metric,
    dimensions,
    stat: 'Sum',
  });
  return [
    own('calls', 'Invocations'),
    own('errors', 'Errors'),
    own('throttles', 'Throttles'),
    ...(errors ? [{ id: `${id}_bad`, ...errors, stat: 'Sum' }] : []),
  ];
}

function countsOf(series: Series, id: string): Seen {
  const sum = (name: string) =>
    [...(series.get(`${id}_${name}`)?.values() ?? [])].reduce((total, value) => total + value, 0);
  return {
    what: 'function',
    invocations: sum('calls'),
    errors: sum('errors') + sum('bad'),
    throttles: sum('throttles'),
  };
}
