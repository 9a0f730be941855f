import { BALANCED } from '../../../core/anomaly/alarm-policy.ts';
import type { Rarities } from '../../../core/anomaly/evidence.ts';
import { MAIN_METRICS, type MainMetric } from '../../../core/anomaly/main-metric.ts';
import { type Episode, WARM_UP_POINTS, type WatchedMetric } from '../../../core/anomaly/watched-metric.ts';
import type { ServiceRecord } from '../../../core/services/service.ts';
import type { Handler } from '../../operation.ts';
import { resolveService } from '../../services/store.ts';
import { readWatch, type StoredWatch } from '../watch-store.ts';
import type { definition } from './definition.ts';

type Output = Awaited<ReturnType<Handler<typeof definition>>>;
type State = Output['state'];

const HOUR_MS = 3_600_000;
/** The schedule and the lateness of metrics together; after that something is wrong. */
const STALE_MS = 45 * 60_000;
const DIGITS = 100;

export const handler: Handler<typeof definition> = async ({ environment, service, hours }, context) => {
  const record = await resolveService(context, environment, service);
  const watch = await readWatch(context, environment, record.name);
  const now = context.clock.now();
  const metrics = watchedOf(record).map((metric) => metricOf(metric, watch?.metrics[metric], now));
  return {
    service: record.name,
    state: overall(metrics.map(({ state }) => state)),
    ...(watch && { seenUntil: iso(watch.seenUntil) }),
    metrics,
    anomalies: anomaliesOf(watch, now - hours * HOUR_MS),
    notSeen: notSeen(record, watch, metrics, now),
  };
};

/** A function has no CPU and no memory of its own in CloudWatch. */
function watchedOf({ target }: ServiceRecord): MainMetric[] {
  return MAIN_METRICS.filter((metric) => target.type === 'ecs-pair' || !isOfTasks(metric));
}

function isOfTasks(metric: MainMetric): boolean {
  return metric === 'cpu' || metric === 'memory';
}

function metricOf(
  metric: MainMetric,
  watched: WatchedMetric | undefined,
  now: number,
): Output['metrics'][number] {
  const { latest, points = 0 } = watched ?? {};
  const state = stateOf(watched, now);
  if (latest === undefined) return { metric, state, points };
  return {
    metric,
    state,
    points,
    at: iso(latest.at),
    value: latest.value,
    score: rounded(latest.rarity),
  };
}

/** A metric whose newest point is old is not known to be well, nor to be still anomalous. */
function stateOf(watched: WatchedMetric | undefined, now: number): State {
  if (watched?.latest === undefined || now - watched.latest.at > STALE_MS) return 'NO_DATA';
  if (watched.episodes.at(-1)?.open) return 'ANOMALY';
  return watched.points < WARM_UP_POINTS ? 'LEARNING' : 'NORMAL';
}

function overall(states: readonly State[]): State {
  const order: readonly State[] = ['ANOMALY', 'NORMAL', 'LEARNING'];
  return order.find((state) => states.includes(state)) ?? 'NO_DATA';
}

function anomaliesOf(watch: StoredWatch | undefined, from: number): Output['anomalies'] {
  return MAIN_METRICS.flatMap((metric) =>
    (watch?.metrics[metric]?.episodes ?? []).map((episode) => ({ metric, episode })),
  )
    .filter(({ episode }) => episode.open || episode.lastRareAt >= from)
    .sort((one, other) => other.episode.since - one.episode.since)
    .map(({ metric, episode }) => ({ metric, ...shown(episode) }));
}

function shown(episode: Episode): Omit<Output['anomalies'][number], 'metric'> {
  const { since, lastRareAt, open, value, rarity, threshold, expected, views } = episode;
  return {
    since: iso(since),
    ...(!open && { until: iso(lastRareAt) }),
    value,
    score: rounded(rarity),
    threshold: rounded(threshold),
    ...(expected && { expected }),
    because: rareViews(views),
  };
}

function rareViews(views: Rarities): (keyof Rarities)[] {
  const named = Object.entries(views) as [keyof Rarities, number][];
  const rare = named.filter(([, rarity]) => rarity >= BALANCED.from - 1);
  return rare.sort(([, one], [, other]) => other - one).map(([view]) => view);
}

function notSeen(
  { target }: ServiceRecord,
  watch: StoredWatch | undefined,
  metrics: Output['metrics'],
  now: number,
): string[] {
  if (watch === undefined) return ['Its metrics were not looked at yet: that is done every 20 minutes.'];
  const late = now - watch.seenUntil > STALE_MS ? [`Nothing after ${iso(watch.seenUntil)}.`] : [];
  const of = (state: State, words: (metric: Output['metrics'][number]) => string) =>
    metrics.filter((metric) => metric.state === state).map(words);
  return [
    ...late,
    ...of('NO_DATA', ({ metric, at }) => `${metric}: no data${at ? ` since ${at}` : ''}.`),
    ...of('LEARNING', ({ metric, points }) => `${metric}: ${points} of ${WARM_UP_POINTS} points learnt.`),
    ...(target.type === 'ecs-pair' ? [] : ['cpu, memory: a function has none of its own in CloudWatch.']),
  ];
}

function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

function rounded(value: number): number {
  return Math.round(value * DIGITS) / DIGITS;
}
