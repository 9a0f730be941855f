import type { Span } from '../../core/diagnosis/spans.ts';
import { isAwsError, OperateError } from '../../core/errors.ts';
import type { NodeSeries, Period } from '../../core/root-cause/calls.ts';
import type { ResourceSeries } from '../../core/root-cause/resources.ts';
import { withEnoughUsual } from '../../core/root-cause/short-history.ts';
import type { ServiceRecord } from '../../core/services/service.ts';
import type { Context } from '../context.ts';
import { type MetricQuery, minutesBetween, readMetrics } from '../rollouts/metrics.ts';
import { sharesBalancer } from './read-symptoms.ts';
import { type ResourceQueries, resourceQueries } from './resource-queries.ts';
import { type VitalQueries, vitalQueries } from './vital-queries.ts';

/** Whole minutes without a fault, those around the onset and since, and the onset itself; milliseconds. */
export interface Window {
  readonly usual: Span;
  readonly now: Span;
  readonly onset: number;
}

/** What was measured of services, minute by minute; nodes are the services' names. */
export interface SeriesRead {
  readonly series: readonly NodeSeries[];
  readonly resources: readonly ResourceSeries[];
  /** Metrics that were asked for, as CloudWatch counts them for its bill. */
  readonly metrics: number;
  readonly notSeen: readonly string[];
}

/** Services of one call: what it cannot answer is not known of these, and of no others. */
const AT_ONCE = 20;

interface Asked {
  readonly name: string;
  readonly vitals: VitalQueries;
  readonly resources: readonly ResourceQueries[];
}

/** Values by query and minute, as far as they could be read. */
type Values = Awaited<ReturnType<typeof readMetrics>>;

/** Reads requests, failures, mean latency and resources of services. What cannot be read is said and left out. */
export async function readSeries(
  context: Context,
  services: readonly ServiceRecord[],
  window: Window,
): Promise<SeriesRead> {
  const found: SeriesRead[] = [];
  for (let first = 0; first < services.length; first += AT_ONCE) {
    const asked = services
      .slice(first, first + AT_ONCE)
      .map((service, index) => askedOf(`s${first + index}`, service, services));
    found.push(await readSome(context, asked, window));
  }
  const series = found.flatMap((one) => one.series);
  return {
    series: withEnoughUsual(withoutSilence(series), minutesBetween(window.now.from, window.onset).length),
    resources: found.flatMap(({ resources }) => resources),
    metrics: found.reduce((all, { metrics }) => all + metrics, 0),
    notSeen: found.flatMap(({ notSeen }) => notSeen),
  };
}

function askedOf(id: string, service: ServiceRecord, all: readonly ServiceRecord[]): Asked {
  const { name, target } = service;
  return {
    name,
    vitals: vitalQueries(id, target, sharesBalancer(service, all), 'Average'),
    resources: resourceQueries(id, target),
  };
}

async function readSome(context: Context, asked: readonly Asked[], window: Window): Promise<SeriesRead> {
  const queries = asked.flatMap(({ vitals, resources }) => [
    ...vitals.queries,
    ...resources.flatMap((one) => one.queries),
  ]);
  const spans = spansOf(window);
  const metrics = queries.length * spans.length;
  const names = asked.map(({ name }) => name).join(', ');
  try {
    const values = await readSpans(context, queries, spans);
    const read = asked.map((one) => ({
      one,
      series: seriesOf(one, values, window),
      resources: resourcesOf(one, values, window),
    }));
    const measured = read.filter(({ series: { usual, now } }) => [...usual, ...now].some(isMeasured));
    const silent = read.filter((other) => !measured.includes(other)).map(({ one }) => one.name);
    return {
      series: measured.map(({ series }) => series),
      resources: read.flatMap(({ resources }) => resources),
      metrics,
      notSeen: silent.length > 0 ? [`No requests were measured of ${silent.join(', ')}.`] : [],
    };
  } catch (error) {
    if (!(error instanceof OperateError || isAwsError(error))) throw error;
    const why = error instanceof OperateError ? error.message : `${error.name}.`;
    return {
      series: [],
      resources: [],
      metrics,
      notSeen: [`The metrics of ${names} could not be read: ${why}`],
    };
  }
}

/** One span where the two meet: CloudWatch charges for every metric of every question. */
function spansOf({ usual, now }: Window): readonly Span[] {
  return usual.to === now.from ? [{ from: usual.from, to: now.to }] : [usual, now];
}

async function readSpans(
  context: Context,
  queries: readonly MetricQuery[],
  spans: readonly Span[],
): Promise<Values> {
  const [first = new Map(), ...others] = await Promise.all(
    spans.map((span) => readMetrics(context, queries, span)),
  );
  const joined = (id: string) => [first, ...others].flatMap((values: Values) => [...(values.get(id) ?? [])]);
  return new Map(queries.map(({ id }) => [id, new Map(joined(id))]));
}

function seriesOf({ name, vitals }: Asked, values: Values, { usual, now }: Window): NodeSeries {
  const periodAt = (at: number): Period => {
    const { requests, errors, seconds } = vitals.minuteOf((id) => values.get(id)?.get(at));
    return {
      ...(requests !== undefined && { requests, errors: errors ?? 0 }),
      ...(seconds !== undefined && { latency: seconds }),
    };
  };
  const periodsOf = ({ from, to }: Span) => minutesBetween(from, to).map(periodAt);
  return { node: name, usual: periodsOf(usual), now: periodsOf(now) };
}

function resourcesOf({ name, resources }: Asked, values: Values, window: Window): ResourceSeries[] {
  const since = { from: window.onset, to: window.now.to };
  return resources.flatMap(({ name: resource, queries }) => {
    // The side that works hardest is the one that serves.
    const valueAt = (at: number) =>
      Math.max(...queries.map(({ id }) => values.get(id)?.get(at) ?? Number.NEGATIVE_INFINITY));
    const valuesOf = ({ from, to }: Span) => minutesBetween(from, to).map(valueAt).filter(Number.isFinite);
    const [usual, now] = [valuesOf(window.usual), valuesOf(since)];
    return now.length > 0 ? [{ node: name, name: resource, usual, now }] : [];
  });
}

function isMeasured({ requests, latency }: Period): boolean {
  return requests !== undefined || latency !== undefined;
}

/** Minutes at which nothing was measured anywhere, such as before there was a system, are no fault-free times. */
function withoutSilence(series: readonly NodeSeries[]): NodeSeries[] {
  const isHeard = (index: number) => series.some(({ usual }) => isMeasured(usual[index] ?? {}));
  return series.map((one) => ({ ...one, usual: one.usual.filter((_, index) => isHeard(index)) }));
}
