import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { HealthRun, Turn } from '../../core/health/run.ts';
import { FIRES_AFTER } from '../../core/health/streak.ts';
import { nodeOf } from '../../core/incident/service-graph.ts';
import type { ServiceRecord } from '../../core/services/service.ts';
import type { Context } from '../context.ts';
import { type HealthNews, healthMessages } from '../incidents/health-message.ts';

/** Puts what turned into the queue of signals. To tell it twice changes nothing. */
export async function tell(
  context: Context,
  service: ServiceRecord,
  run: HealthRun,
  turns: readonly Turn[],
): Promise<void> {
  const QueueUrl = context.environment.queues['signals'];
  const sqs = context.clients(SQSClient);
  for (const MessageBody of healthMessages(turns.map((turn) => newsOf(service, run, turn))))
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
}

function newsOf(
  { environment, name }: ServiceRecord,
  { at, state }: HealthRun,
  { probe, state: turned, began, words }: Turn,
): HealthNews {
  const isBad = turned === 'FIRING';
  return {
    watched: `${nodeOf(environment, name)}/${probe}`,
    state: turned,
    at,
    ...(isBad && { breachedAt: began }),
    title: `${name}: ${probe} ${isBad ? 'is failing' : 'is well again'}`,
    reason: isBad ? `${words} So it was in ${FIRES_AFTER} runs, the first at ${began}.` : words,
    environment,
    service: name,
    resource: probe,
    severity: state === 'UNHEALTHY' ? 'high' : 'medium',
  };
}
