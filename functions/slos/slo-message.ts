import { cleanText, TEXT_LIMITS } from '../../core/incident/clean-text.ts';
import type { Reading } from '../../core/incident/reading.ts';
import { refused } from '../../core/incident/reading.ts';
import type { Signal } from '../../core/incident/signal.ts';
import { signalKey } from '../../core/incident/signal-key.ts';
import { iso } from '../../core/incident/source-time.ts';
import { isRecord, member, textOf } from '../../core/incident/untyped.ts';
import { readWebhookBody } from '../../core/incident/webhook-body.ts';
import { times } from '../../core/slo/alerts.ts';
import type { Objective } from '../../core/slo/objective.ts';
import type { Telling, Topic } from '../../core/slo/told.ts';

const TYPE = 'operate.slo';

/** What is told of an objective, as it lies in the queue of signals. */
export interface SloMessage {
  readonly type: typeof TYPE;
  /** In the form of a webhook's body, and checked as strictly. */
  readonly body: unknown;
  readonly burn?: { readonly objective: string; readonly rate: number };
}

const TITLES: Readonly<Record<Topic, (objective: Objective, telling: Telling) => string>> = {
  page: ({ title }, { burn }) => `${title}: the error budget burns at ${times(burn)} its pace`,
  worse: ({ title }, { burn }) => `${title}: the error budget burns even faster, at ${times(burn)} its pace`,
  ticket: ({ title }, { burn }) => `${title}: the error budget burns at ${times(burn)} its pace, slowly`,
  vanished: ({ title }) => `${title}: its metrics have vanished`,
};

/** @param at milliseconds, the end of what was counted: what is told again has the same time */
export function sloMessage(objective: Objective, telling: Telling, at: number): SloMessage {
  const { topic, state, severity, words, burn } = telling;
  const { environment, service, name } = objective;
  return {
    type: TYPE,
    body: {
      key: `${environment}/${name}/${topic}`,
      state,
      title: cleanText(TITLES[topic](objective, telling), TEXT_LIMITS.title),
      reason: cleanText(words, TEXT_LIMITS.reason),
      at: iso(at),
      environment,
      service,
      severity,
      resource: `slo/${environment}/${name}`,
    },
    ...(burn !== undefined && { burn: { objective: name, rate: burn } }),
  };
}

export function isSloMessage(body: unknown): boolean {
  return member(body, 'type') === TYPE;
}

/** Read as strictly as what came from outside: others may be able to write into the queue's topic. */
export function readSloMessage(message: unknown, now: number): Reading {
  const body = member(message, 'body');
  const reading = readWebhookBody(body, now);
  if (reading.kind === 'refused') return reading;
  const { environment, service } = reading.signal;
  if (environment === undefined || service === undefined)
    return refused({ field: 'body', problem: 'names no service', allowed: 'environment and service' });
  const burn = burnIn(member(message, 'burn'));
  const key = signalKey('slo', textOf(member(body, 'key')));
  const signal: Signal = { ...reading.signal, key, source: 'slo', ...(burn && { burn }) };
  return { kind: 'signal', signal };
}

function burnIn(value: unknown): Signal['burn'] {
  if (!isRecord(value)) return undefined;
  const rate = Number(value['rate']);
  const objective = cleanText(textOf(value['objective']), TEXT_LIMITS.name);
  return Number.isFinite(rate) && objective !== '' ? { objective, rate } : undefined;
}
