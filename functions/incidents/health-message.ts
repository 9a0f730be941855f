import { type Reading, refused } from '../../core/incident/reading.ts';
import type { Severity, Signal } from '../../core/incident/signal.ts';
import { signalKey } from '../../core/incident/signal-key.ts';
import { iso, sourceTime } from '../../core/incident/source-time.ts';
import { isRecord, member, textOf } from '../../core/incident/untyped.ts';
import { readWebhookBody } from '../../core/incident/webhook-body.ts';

/** What is told so, by the type of its message. */
const SOURCES = { 'operate.health': 'probe', 'operate.anomaly': 'anomaly' } as const;
type Type = keyof typeof SOURCES;
const LONGEST_WATCHED = 2_000;
/** So many signals are far below what a message of SQS may weigh. */
const SIGNALS_AT_ONCE = 50;

/** One turn of something that is watched, a probe or a metric, as it lies in the queue. */
export interface HealthNews {
  /** What is watched, always the same for the same thing. */
  readonly watched: string;
  readonly state: 'FIRING' | 'RESOLVED' | 'NO_DATA';
  readonly at: string;
  /** When it first was bad; absent where it is well again. */
  readonly breachedAt?: string;
  readonly title: string;
  readonly reason: string;
  readonly environment: string;
  readonly service: string;
  readonly resource: string;
  readonly severity: Severity;
  /** Of a metric that is odd, and by itself no alarm. */
  readonly evidence?: true;
}

/** The bodies of the messages that tell of these turns. */
export function healthMessages(news: readonly HealthNews[], type: Type = 'operate.health'): string[] {
  const count = Math.ceil(news.length / SIGNALS_AT_ONCE);
  return Array.from({ length: count }, (_, index) =>
    JSON.stringify({
      type,
      signals: news.slice(index * SIGNALS_AT_ONCE, (index + 1) * SIGNALS_AT_ONCE),
    }),
  );
}

export function isHealthMessage(body: unknown): boolean {
  return sourceOf(body) !== undefined;
}

function sourceOf(body: unknown): (typeof SOURCES)[Type] | undefined {
  const type = textOf(member(body, 'type'));
  return Object.hasOwn(SOURCES, type) ? SOURCES[type as Type] : undefined;
}

/** Read as strictly as what came from outside: others may be able to write into the queue's topic. */
export function readHealthMessage(message: unknown, now: number): readonly Reading[] {
  const signals = member(message, 'signals');
  if (Array.isArray(signals) && signals.length > 0)
    return signals.map((one) => readOne(one, sourceOf(message) ?? 'probe', now));
  return [refused({ field: 'signals', problem: 'are none', allowed: 'a list of signals' })];
}

function readOne(told: unknown, source: 'probe' | 'anomaly', now: number): Reading {
  if (!isRecord(told))
    return refused({ field: 'signals', problem: 'holds what is no object', allowed: 'a signal' });
  const { watched, breachedAt, evidence, ...body } = told;
  const name = textOf(watched);
  if (name === '' || name.length > LONGEST_WATCHED)
    return refused({ field: 'watched', problem: 'is not allowed', allowed: 'what is watched' });
  const reading = readWebhookBody({ ...body, key: source }, now);
  if (reading.kind === 'refused') return reading;
  const since = sourceTime(breachedAt);
  const signal: Signal = {
    ...reading.signal,
    key: signalKey(source, name),
    source,
    ...(source === 'anomaly' && evidence === true && { evidence }),
    ...(since !== undefined && { breachedAt: iso(since) }),
  };
  return { kind: 'signal', signal };
}
