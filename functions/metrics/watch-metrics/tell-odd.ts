import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { MainMetric } from '../../../core/anomaly/main-metric.ts';
import { type AnomalyTelling, oddWords, tellings } from '../../../core/anomaly/told.ts';
import type { WatchedMetric } from '../../../core/anomaly/watched-metric.ts';
import { nodeOf } from '../../../core/incident/service-graph.ts';
import type { ServiceRecord } from '../../../core/services/service.ts';
import type { Context } from '../../context.ts';
import { type HealthNews, healthMessages } from '../../incidents/health-message.ts';
import type { MetricWatch } from '../watch-store.ts';

/** Puts what is odd, and what no longer is, into the queue of signals. @returns how many signals */
export async function tellOdd(
  context: Context,
  service: ServiceRecord,
  before: MetricWatch | undefined,
  after: ReadonlyMap<MainMetric, WatchedMetric>,
  seenUntil: number,
): Promise<number> {
  const news = [...after].flatMap(([metric, watched]) =>
    tellings(before?.metrics[metric], watched, seenUntil)
      .filter((telling) => isOf(service, metric, telling))
      .map((telling) => newsOf(service, metric, telling)),
  );
  if (news.length === 0) return 0;
  const QueueUrl = context.environment.queues['signals'];
  const sqs = context.clients(SQSClient);
  for (const MessageBody of healthMessages(news, 'operate.anomaly'))
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
  return news.length;
}

function isAlarm({ anomalyAlarms = [] }: ServiceRecord, metric: MainMetric): boolean {
  return anomalyAlarms.includes(metric);
}

/** What was over before anybody could look at it is evidence, and no alarm. */
function isOf(service: ServiceRecord, metric: MainMetric, { state, episode }: AnomalyTelling): boolean {
  return episode.open || state === 'RESOLVED' || !isAlarm(service, metric);
}

function newsOf(service: ServiceRecord, metric: MainMetric, telling: AnomalyTelling): HealthNews {
  const { environment, name } = service;
  const { state, at, episode } = telling;
  const resource = `metric/${environment}/${name}/${metric}`;
  const ends = { RESOLVED: 'is as usual again', NO_DATA: 'says nothing any more', FIRING: 'is odd' } as const;
  return {
    watched: `${nodeOf(environment, name)}/${metric}`,
    state,
    at: new Date(at).toISOString(),
    ...(state === 'FIRING' && { breachedAt: new Date(episode.since).toISOString() }),
    title: `${name}: ${metric} ${ends[state]}`,
    reason: oddWords(metric, episode),
    environment,
    service: name,
    resource,
    severity: 'medium',
    ...(!isAlarm(service, metric) && { evidence: true }),
  };
}
