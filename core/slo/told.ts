import { severityOfBurn } from '../incident/severity.ts';
import type { Severity } from '../incident/signal.ts';
import type { AlertReading } from './alerts.ts';
import type { Evaluation } from './evaluate.ts';
import type { Objective } from './objective.ts';

/**
 * What people are told of an objective, each with a state of its own. What fires is told once: a page that has become
 * critical since it was told is told as `worse`, until the page is over.
 */
export const TOPICS = ['page', 'worse', 'ticket', 'vanished'] as const;
export type Topic = (typeof TOPICS)[number];

/** What has been told; ISO 8601. */
export interface Told {
  /** Topics that were told to be firing, since when. */
  readonly firing: Readonly<Partial<Record<Topic, string>>>;
  /** How bad the page was when it was told. */
  readonly paged?: Severity;
  /** When the last page was over. */
  readonly pagedUntil?: string;
}

export const NOTHING_TOLD: Told = { firing: {} };

/** One thing to be told now. */
export interface Telling {
  readonly topic: Topic;
  readonly state: 'FIRING' | 'RESOLVED';
  readonly severity: Severity;
  /** Of burn alerts: times the budget's pace. */
  readonly burn?: number;
  readonly words: string;
}

/**
 * What is to be told after an evaluation. An alert without data ends nothing. A ticket waits while a page fires, and
 * until the page's burn has left its own short window: it would tell the same damage twice.
 * @param now milliseconds, the end of what was counted
 */
export function nextTold(
  objective: Objective,
  evaluation: Evaluation,
  before: Told,
  now: number,
): { readonly told: Told; readonly tellings: readonly Telling[] } {
  const at = new Date(now).toISOString();
  const page = burning(evaluation, 'page', before);
  const pagedUntil = !page && before.firing.page !== undefined ? at : before.pagedUntil;
  const ticket = page ? undefined : burning(evaluation, 'ticket', before, pagedUntil, now);
  const gone = vanishing(objective, evaluation, before);
  const worse = worsened(page, before);
  const wanted = { page, worse, ticket, vanished: gone };
  const tellings = TOPICS.flatMap((topic) => tellingOf(topic, wanted[topic], before));
  const firing = Object.fromEntries(
    TOPICS.flatMap((topic) => (wanted[topic] ? [[topic, before.firing[topic] ?? at]] : [])),
  );
  const paged = page && (before.paged ?? page.severity);
  const told = { firing, ...(paged && { paged }), ...(pagedUntil !== undefined && { pagedUntil }) };
  return { told, tellings };
}

function worsened(page: Wanted | undefined, { firing, paged = 'critical' }: Told): Wanted | undefined {
  const isWorse = firing.page !== undefined && paged !== 'critical' && page?.severity === 'critical';
  return isWorse || firing.worse !== undefined ? page : undefined;
}

type Wanted = Omit<Telling, 'topic' | 'state'>;

/** The alert of a severity that fires, the one that burns fastest; one that fired and has no data still does. */
function burning(
  { alerts }: Evaluation,
  severity: 'page' | 'ticket',
  before: Told,
  pagedUntil?: string,
  now = 0,
): Wanted | undefined {
  const ours = alerts.filter((alert) => alert.severity === severity);
  const firing = ours.filter(({ state, shortSeconds }) => {
    const isOld = pagedUntil === undefined || now - Date.parse(pagedUntil) >= shortSeconds * 1000;
    return state === 'FIRING' && (isOld || before.firing[severity] !== undefined);
  });
  const worst = firing.toSorted((one, other) => (other.longBurn ?? 0) - (one.longBurn ?? 0))[0];
  if (worst) return wantedOf(worst);
  const blind = ours.find(({ state }) => state === 'NO_DATA');
  return blind && before.firing[severity] !== undefined ? wantedOf(blind) : undefined;
}

function wantedOf({ longBurn = 0, words }: AlertReading): Wanted {
  return { severity: severityOfBurn(longBurn), burn: longBurn, words };
}

function vanishing(objective: Objective, { vanished }: Evaluation, before: Told): Wanted | undefined {
  if (!objective.alertWhenVanished) return undefined;
  const isGone = vanished.state === 'VANISHED';
  const stays = before.firing.vanished !== undefined && vanished.state !== 'PRESENT';
  return isGone || stays ? { severity: 'medium', words: vanished.words } : undefined;
}

function tellingOf(topic: Topic, wanted: Wanted | undefined, { firing }: Told): Telling[] {
  const isTold = firing[topic] !== undefined;
  if (wanted && !isTold) return [{ topic, state: 'FIRING', ...wanted }];
  if (wanted || !isTold) return [];
  return [{ topic, state: 'RESOLVED', severity: 'low', words: 'It does not burn any more.' }];
}
