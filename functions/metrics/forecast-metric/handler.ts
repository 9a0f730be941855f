import { InvalidInput } from '../../../core/errors.ts';
import { forecastOf, LEAST_VALUES } from '../../../core/forecast/forecast.ts';
import { arima } from '../../../core/forecast/members/arima.ts';
import { MOST_POINTS, type Point, seriesOf } from '../../../core/forecast/series.ts';
import type { Context } from '../../context.ts';
import type { Handler } from '../../operation.ts';
import { readMetrics } from '../../rollouts/metrics.ts';
import { resolveService } from '../../services/store.ts';
import type { definition } from './definition.ts';
import { metricByName, metricOfService, type Wanted } from './metric-of-service.ts';
import { noForecast, shown } from './shown.ts';

/** Periods that ended less than this ago are still being counted. */
const LATE_MS = 180_000;
const HOUR_SECONDS = 3600;
const PERIOD_SECONDS = { '5m': 300, '15m': 900, '1h': HOUR_SECONDS } as const;
/** So many metrics are read for a dollar. */
const METRICS_A_DOLLAR = 100_000;
const NO_PROPHET =
  'prophet: its library cannot be packed into a function, and was better nowhere (docs/forecasts.md).';

type Input = Parameters<Handler<typeof definition>>[0];

export const handler: Handler<typeof definition> = async (input, context) => {
  const { horizonHours, members } = input;
  const { service, wanted } = await named(context, input);
  const periodSeconds = PERIOD_SECONDS[input.period];
  const periodMs = periodSeconds * 1000;
  const to = Math.floor((context.clock.now() - LATE_MS) / periodMs) * periodMs;
  const from = to - MOST_POINTS * periodMs;
  const points = wanted.pointsOf(await readMetrics(context, wanted.queries, { from, to, periodSeconds }));
  const series = seriesOf(points, periodSeconds, to);
  const forecast = forecastOf(series, {
    horizon: (horizonHours * HOUR_SECONDS) / periodSeconds,
    quantiles: [...new Set(input.quantiles)].map((name) => Number(name.slice(1)) / 100),
    more: members.includes('arima') ? [arima] : [],
  });
  const answer = forecast ? shown(forecast) : noForecast(tooFew(points), series.notSeen);
  return {
    ...(service !== undefined && { service }),
    metric: wanted.name,
    periodSeconds,
    ...answer,
    read: {
      from: new Date(from).toISOString(),
      to: new Date(to).toISOString(),
      values: points.length,
      metrics: wanted.queries.length,
      dollars: wanted.queries.length / METRICS_A_DOLLAR,
    },
    missing: members.includes('prophet') ? [NO_PROPHET] : [],
    notSeen: [...answer.notSeen, ...wanted.notSeen, ...staleness(points, to)],
  };
};

/** What is to be read, and the service that it is of. */
async function named(context: Context, input: Input): Promise<{ service?: string; wanted: Wanted }> {
  const { environment, service, metric, namespace, metricName, dimensions, statistic } = input;
  if (namespace === undefined && metricName === undefined && dimensions.length === 0) {
    const record = await resolveService(context, environment, service);
    return { service: record.name, wanted: metricOfService(record, metric) };
  }
  if (service !== undefined || namespace === undefined || metricName === undefined) throw unclear();
  return { wanted: metricByName({ namespace, name: metricName, statistic, dimensions: byName(dimensions) }) };
}

function byName(dimensions: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    dimensions.map((dimension) => {
      const [name = '', ...value] = dimension.split('=');
      return [name, value.join('=')];
    }),
  );
}

function unclear(): InvalidInput {
  const allowed =
    '`service` with `metric`, or `namespace`, `metricName` and all `dimensions` without a service';
  return new InvalidInput('A forecast is of one metric.', {
    violations: [{ field: 'namespace', problem: 'does not say which metric is meant', allowed }],
  });
}

function tooFew(points: readonly Point[]): string {
  return `${points.length} values were found; ${LEAST_VALUES} are the least that say anything.`;
}

const STALE_MS = 3_600_000;

/** Whether the newest value is old: then what came since is not in the forecast. */
function staleness(points: readonly Point[], to: number): string[] {
  const newest = points.reduce((latest, { at }) => Math.max(latest, at), Number.NEGATIVE_INFINITY);
  if (points.length === 0 || to - newest <= STALE_MS) return [];
  return [`The newest value is of ${new Date(newest).toISOString()}: what came since was not measured.`];
}
