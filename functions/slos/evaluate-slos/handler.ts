import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { type Evaluation, evaluate } from '../../../core/slo/evaluate.ts';
import type { Objective } from '../../../core/slo/objective.ts';
import { NOTHING_TOLD, nextTold, type Telling, TOPICS } from '../../../core/slo/told.ts';
import type { Context } from '../../context.ts';
import type { Handler } from '../../operation.ts';
import type { StoredSlo } from '../../slo-record.ts';
import { countableTo, countInto, rangeToCount, readAll, type ToCount } from '../count.ts';
import { fingerprintOf, readCounts, writeCounts } from '../counts-store.ts';
import { rangeToRead } from '../evaluation.ts';
import { sloMessage } from '../slo-message.ts';
import { readStatuses, rulesOf, type SloStatus, statusName, writeStatus } from '../status-store.ts';
import { listSlos } from '../store.ts';
import type { definition } from './definition.ts';

/** Objectives that are worked on at once. */
const AT_ONCE = 10;

interface Due {
  readonly slo: StoredSlo;
  readonly status: SloStatus | undefined;
  readonly to: number;
  readonly count: ToCount;
}

/**
 * Counts and evaluates every objective. What cannot be read leaves an objective as it was, and is named; all else goes
 * on. Done twice it counts the same, and what is told twice has the same time.
 */
export const handler: Handler<typeof definition> = async (_input, context) => {
  const slos = await listSlos(context, {});
  const statuses = await readStatuses(
    context,
    slos.map(({ objective }) => objective),
  );
  const due = slos.map((slo) => dueOf(context, slo, statuses.get(statusName(slo.objective))));
  const outcome = { evaluated: 0, told: 0, notSeen: [] as string[] };
  for (const group of Map.groupBy(due, groupOf).values()) await evaluateGroup(context, group, outcome);
  return outcome;
};

type Outcome = { evaluated: number; told: number; notSeen: string[] };

function dueOf(context: Context, slo: StoredSlo, status: SloStatus | undefined): Due {
  const { objective } = slo;
  const to = countableTo(context, objective);
  const goesOn = status?.fingerprint === fingerprintOf(objective);
  const range = rangeToCount(objective, goesOn ? Date.parse(status.countedTo) : undefined, to);
  return { slo, status, to, count: { objective, range } };
}

/** What one bad metric would keep from being read is read apart: a first reading is not to stop the daily ones. */
function groupOf({ slo: { removed, objective }, count: { range } }: Due): string {
  return removed ? 'removed' : `${objective.slotSeconds}/${range.from}`;
}

async function evaluateGroup(context: Context, group: readonly Due[], outcome: Outcome): Promise<void> {
  const removed = group.filter(({ slo }) => slo.removed);
  for (const due of removed) outcome.told += await takeBack(context, due);
  const due = group.filter(({ slo }) => !slo.removed);
  if (due.length === 0) return;
  let values: Awaited<ReturnType<typeof readAll>>;
  try {
    values = await readAll(
      context,
      due.map(({ count }) => count),
    );
  } catch (error) {
    for (const { slo } of due) notSeen(context, outcome, slo.objective, error);
    return;
  }
  for (let first = 0; first < due.length; first += AT_ONCE)
    await Promise.all(
      due.slice(first, first + AT_ONCE).map((one) => evaluateOne(context, one, values, outcome)),
    );
}

async function evaluateOne(
  context: Context,
  due: Due,
  values: Awaited<ReturnType<typeof readAll>>,
  outcome: Outcome,
): Promise<void> {
  const { objective, exclusions } = due.slo;
  try {
    const { from } = rangeToRead(objective, due.to);
    const days = await readCounts(context, objective, {
      from: Math.min(from, due.count.range.from),
      to: due.to,
    });
    await writeCounts(context, objective, countInto(days, due.count, values(due.count)));
    const standing = due.status?.rules === rulesOf(due.slo) ? due.status.standing : undefined;
    const evaluation = evaluate({
      objective,
      exclusions,
      days,
      countedTo: due.to,
      ...(standing && { standing }),
    });
    outcome.told += await tell(context, due, evaluation);
    outcome.evaluated++;
  } catch (error) {
    notSeen(context, outcome, objective, error);
  }
}

/** Sent before it is remembered: what is not remembered is sent again, and changes nothing then. */
async function tell(context: Context, { slo, status, to }: Due, evaluation: Evaluation): Promise<number> {
  const { objective } = slo;
  const { told, tellings } = nextTold(objective, evaluation, status?.told ?? NOTHING_TOLD, to);
  for (const telling of tellings) await send(context, objective, telling, to);
  const burns = evaluation.alerts.flatMap(({ state, longBurn }) =>
    state === 'FIRING' ? [longBurn ?? 0] : [],
  );
  await writeStatus(context, objective, {
    fingerprint: fingerprintOf(objective),
    rules: rulesOf(slo),
    evaluatedAt: new Date(context.clock.now()).toISOString(),
    countedTo: new Date(to).toISOString(),
    state: evaluation.state,
    ...(evaluation.budget && { remaining: evaluation.budget.remaining }),
    ...(burns.length > 0 && { firingBurn: Math.max(...burns) }),
    standing: evaluation.standing,
    told,
  });
  return tellings.length;
}

/** Nothing is said of an objective any more once it is removed. */
async function takeBack(context: Context, { slo, status, to }: Due): Promise<number> {
  const firing = TOPICS.filter((topic) => status?.told.firing[topic] !== undefined);
  if (!status || firing.length === 0) return 0;
  const telling = { state: 'RESOLVED', severity: 'low', words: 'The objective was removed.' } as const;
  for (const topic of firing) await send(context, slo.objective, { topic, ...telling }, to);
  const evaluatedAt = new Date(context.clock.now()).toISOString();
  await writeStatus(context, slo.objective, { ...status, evaluatedAt, told: NOTHING_TOLD });
  return firing.length;
}

async function send(context: Context, objective: Objective, telling: Telling, at: number): Promise<void> {
  const QueueUrl = context.environment.queues['signals'];
  const MessageBody = JSON.stringify(sloMessage(objective, telling, at));
  await context.clients(SQSClient).send(new SendMessageCommand({ QueueUrl, MessageBody }));
}

function notSeen(context: Context, outcome: Outcome, objective: Objective, error: unknown): void {
  const name = statusName(objective);
  context.log.warn('An objective could not be evaluated.', { objective: name, why: String(error) });
  outcome.notSeen.push(`${name}: ${(error as Error).message}`);
}
