import { significantDigits } from '../../../core/significant-digits.ts';
import { type Evaluation, evaluate } from '../../../core/slo/evaluate.ts';
import type { Objective } from '../../../core/slo/objective.ts';
import { contractMonth, type Sla, slaMonth } from '../../../core/slo/sla.ts';
import { summaryOf } from '../../../core/slo/summary.ts';
import { sliceSeconds } from '../../../core/slo/tally.ts';
import type { Context } from '../../context.ts';
import type { SloRecord } from '../../slo-record.ts';
import { fingerprintOf, readCounts } from '../counts-store.ts';
import { rangeToRead } from '../evaluation.ts';
import { shownExclusions } from '../shown-exclusions.ts';
import { type SloStatus, STALE_MS } from '../status-store.ts';

/** Contract months that are reported, the current one included. */
const MONTHS = 3;

/**
 * One objective as it is answered.
 * @param seconds length of the stretch that is asked for in place of the objective's own window
 */
export async function track(
  context: Context,
  slo: SloRecord,
  status: SloStatus | undefined,
  seconds: number | undefined,
) {
  const objective: Objective =
    seconds === undefined ? slo.objective : { ...slo.objective, window: { kind: 'rolling', seconds } };
  const known = status?.fingerprint === fingerprintOf(objective) ? status : undefined;
  if (!known)
    return {
      ...named(objective),
      state: 'NO_DATA' as const,
      alerts: [],
      action: objective.policy.noData,
      ...described(slo, objective),
      policy: { name: objective.policy.name },
      notSeen: ['It was not evaluated yet; that is done every five minutes.'],
    };
  const countedTo = Date.parse(known.countedTo);
  const { days, months } = await readDays(context, objective, countedTo);
  const { exclusions } = slo;
  const evaluation = evaluate({ objective, exclusions, days, countedTo, standing: known.standing });
  const { sla } = objective;
  return {
    ...named(objective),
    ...measured(evaluation),
    action: known.standing.action,
    countedTo: known.countedTo,
    ...described(slo, objective),
    policy: { name: objective.policy.name, since: known.standing.since },
    ...(sla && {
      sla: months.map((month) => ({
        ...slaMonth({ ...objective, sla }, days, exclusions, month, countedTo),
        target: sla.target,
      })),
    }),
    notSeen: notSeen(context, objective, evaluation, known),
  };
}

async function readDays(context: Context, objective: Objective, countedTo: number) {
  const { sla } = objective;
  const months = sla ? monthsOf(sla, countedTo) : [];
  const { from, to } = rangeToRead(objective, countedTo);
  const oldest = Math.min(from, ...months.map((month) => month.from));
  return { months, days: await readCounts(context, objective, { from: oldest, to }) };
}

function monthsOf(sla: Sla, at: number) {
  return Array.from({ length: MONTHS }, (_, back) => contractMonth(sla, at, back));
}

function named({ environment, service, name, target }: Objective) {
  return { environment, service, objective: name, target };
}

function described({ exclusions }: SloRecord, objective: Objective) {
  const { title, kind } = objective;
  return {
    title,
    kind,
    summary: summaryOf(objective),
    exclusions: shownExclusions(exclusions).map(({ words }) => words),
  };
}

function measured(evaluation: Evaluation) {
  const { state, window, tally, attained, budget, burn, exhaustedAt, alerts } = evaluation;
  return {
    state,
    ...(attained !== undefined && { attained: significantDigits(attained, 8) }),
    ...(budget && { remaining: significantDigits(budget.remaining, 4) }),
    ...(burn !== undefined && { burn: significantDigits(burn, 4) }),
    ...(exhaustedAt !== undefined && { exhaustedAt: new Date(exhaustedAt).toISOString() }),
    ...(attained !== undefined && { good: tally.good, total: tally.total }),
    window: { from: new Date(window.from).toISOString(), to: new Date(window.to).toISOString() },
    ...(budget && { budget: { allowed: budget.allowed, consumed: budget.consumed } }),
    alerts: alerts.map(({ name, severity, state: alertState, factor, longBurn, shortBurn, words }) => ({
      name,
      severity,
      state: alertState,
      factor,
      ...(longBurn !== undefined && { longBurn }),
      ...(shortBurn !== undefined && { shortBurn }),
      words,
    })),
  };
}

function notSeen(
  { clock }: Context,
  objective: Objective,
  { tally, vanished }: Evaluation,
  { evaluatedAt }: SloStatus,
): string[] {
  const { unknown, impossible, known } = tally;
  const of = `of ${known + unknown + impossible} slots of ${objective.slotSeconds / 60} minutes`;
  const silent = vanished.state !== 'PRESENT';
  const isOld = clock.now() - Date.parse(evaluatedAt) > STALE_MS;
  const slices =
    sliceSeconds(objective) > objective.slotSeconds ? ' Slices go by what is known of them.' : '';
  return [
    ...(isOld ? [`It was last evaluated at ${evaluatedAt}.`] : []),
    ...(unknown > 0 ? [`Nothing was measured in ${unknown} ${of}.${slices}`] : []),
    ...(impossible > 0 ? [`${impossible} ${of} have counts that cannot be, and count as nothing.`] : []),
    ...(silent ? [vanished.words] : []),
  ];
}
