import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { ChaosRecord, StoredChaos } from '../../core/chaos/record.ts';
import { earlyOf, transition } from '../../core/chaos/state.ts';
import { type Judged, judge } from '../../core/chaos/verdict.ts';
import { nodeOf } from '../../core/incident/service-graph.ts';
import type { Context } from '../context.ts';
import { endExperimentWrite } from '../incidents/experiments.ts';
import { healthMessages } from '../incidents/health-message.ts';
import { RecordChanged } from '../table.ts';
import { disarmDeadman } from './deadman.ts';
import { publishChaos } from './events.ts';
import { saveChaos } from './store.ts';

/**
 * Writes how a run ended; it no longer keeps others from the service then.
 * @param takenBack whether everything that was injected is gone
 */
export async function conclude(
  context: Context,
  before: StoredChaos,
  takenBack: boolean,
): Promise<StoredChaos> {
  const judged = judgedOf(before, takenBack);
  const now = context.clock.now();
  const at = new Date(now).toISOString();
  const state = transition(before.state, { type: 'ended', at, ...judged });
  const { id, environment, service } = before;
  const end = endExperimentWrite(context, { id, environment, service, endsAt: now });
  const words = `${judged.verdict}: ${judged.words}`;
  try {
    return await saveChaos(context, before, { ...before, state }, { words, more: [end] });
  } catch (error) {
    // Another experiment has taken its place, since this one ended so late.
    if (!(error instanceof RecordChanged) || error.write !== 0) throw error;
    return saveChaos(context, before, { ...before, state }, { words });
  }
}

function judgedOf(record: ChaosRecord, takenBack: boolean): Judged {
  const { baseline, during, observed, requests, experiment, undo, times, state } = record;
  return judge({
    baseline,
    injected: undo !== undefined,
    during,
    observed: observed ?? { seen: false, words: 'nothing was measured.' },
    requests,
    minRequests: experiment.minRequests,
    ...earlyOf(state),
    takenBack: takenBack && state.name === 'RECOVERING',
    recovered: times.steadyAt !== undefined,
  });
}

/** What follows from a run's end; may be done again, and is: the deadman goes last. */
export async function carryOutEnd(context: Context, record: ChaosRecord): Promise<void> {
  if (record.state.name !== 'ENDED') return;
  if (record.state.verdict === 'UNRECOVERED') await openIncident(context, record, record.state);
  await publishChaos(context, 'ChaosTestEnded', record);
  await disarmDeadman(context, record.id);
}

/** A signal of its own opens the incident; to tell it twice changes nothing. */
async function openIncident(
  context: Context,
  { id, environment, service, experiment }: ChaosRecord,
  { at, words }: { readonly at: string; readonly words: string },
): Promise<void> {
  const news = {
    watched: `${nodeOf(environment, service)}/experiment/${id}`,
    state: 'FIRING',
    at,
    breachedAt: at,
    title: `${service}: the experiment ${experiment.name} was not recovered from`,
    reason: `${words} See ${id}.`,
    environment,
    service,
    resource: id,
    severity: 'critical',
  } as const;
  const QueueUrl = context.environment.queues['signals'];
  const sqs = context.clients(SQSClient);
  for (const MessageBody of healthMessages([news]))
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
}
