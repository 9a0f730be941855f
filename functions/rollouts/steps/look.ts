import { CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { Internal } from '../../../core/errors.ts';
import { judge } from '../../../core/judge/judge.ts';
import {
  type AlarmState,
  JUDGE_DEFAULTS,
  type JudgeConfig,
  type Observation,
} from '../../../core/judge/observation.ts';
import type { Verdict } from '../../../core/judge/verdict.ts';
import {
  afterJudging,
  beforeJudging,
  type Judged,
  type LookFacts,
  type Next,
} from '../../../core/rollout/decide.ts';
import type { StoredDeployment } from '../../../core/rollout/record.ts';
import type { Context } from '../../context.ts';
import { saveDeployment, verdictItem } from '../../deployments/store.ts';
import type { Arms, Driver } from '../driver.ts';
import { isoNow, jobOf, runningRecord } from '../job.ts';

/** Minutes of the old version that serve as baseline once it has no traffic any more. */
const HISTORY_MS = 20 * 60_000;
/** Older minutes are left out, so that a deployment held for a day still fits its record (400 KB). */
const MEMORY_MS = 5 * 3_600_000;

/** One look at a step that is baking: the real weights, then a person's command, then the judge. */
export async function look(context: Context, driver: Driver, input: { deploymentId: string; step: number }) {
  const record = await runningRecord(context, driver, input.deploymentId);
  const step = record.steps[input.step];
  if (!step || record.state.name !== 'BAKING')
    throw new Internal(`Deployment ${record.id} is not baking step ${input.step}.`);
  const facts: LookFacts = {
    now: context.clock.now(),
    step: input.step,
    shiftedAt: Date.parse(record.state.since),
    weightAsked: step.weight,
    weightReadBack: await driver.readBack(context, jobOf(record, driver)),
  };
  const early = beforeJudging(record, facts);
  if (early) return told(context, record, facts, early);
  const { observation, config, verdict } = await judged(context, driver, record, facts);
  const next = afterJudging(record, facts, judgedBy(verdict));
  const kept = {
    step: input.step,
    weight: step.weight,
    at: isoNow(context),
    observation,
    config,
    verdict,
    codeVersion: verdict.codeVersion,
  };
  return told(context, record, facts, next, { verdict, kept });
}

async function judged(context: Context, driver: Driver, record: StoredDeployment, facts: LookFacts) {
  const historical = record.steps[facts.step]?.comparison === 'historical';
  const firstShift = Date.parse(record.firstShiftAt ?? record.createdAt);
  const from = minuteOf(
    Math.max(historical ? facts.shiftedAt - HISTORY_MS : firstShift, facts.now - MEMORY_MS),
  );
  const [arms, alarms] = await Promise.all([
    driver.arms(context, jobOf(record, driver), from),
    alarmStates(context, record),
  ]);
  const observation = observationOf(record, arms, alarms, historical ? facts.shiftedAt : undefined);
  const config = configOf(context, record, facts);
  return { observation, config, verdict: judge(observation, config) };
}

function minuteOf(time: number): number {
  return Math.floor(time / 60_000) * 60_000;
}

/** Against history the old version counts before the shift only, and the new one after it. */
function observationOf(
  record: StoredDeployment,
  arms: Arms,
  alarms: AlarmState[],
  shiftedAt: number | undefined,
): Observation {
  const limits = record.latencyLimits;
  if (shiftedAt === undefined)
    return { baseline: arms.old, candidate: arms.new, limits, comparison: 'concurrent', alarms };
  const baseline = arms.old.filter(({ start }) => start + 60_000 <= shiftedAt);
  const candidate = arms.new.filter(({ start }) => start >= minuteOf(shiftedAt));
  return { baseline, candidate, limits, comparison: 'historical', alarms };
}

function configOf(context: Context, record: StoredDeployment, facts: LookFacts): JudgeConfig {
  const step = record.steps[facts.step];
  const after = (seconds: number | undefined) => facts.shiftedAt + (seconds ?? 0) * 1000;
  return {
    ...JUDGE_DEFAULTS,
    times: {
      now: facts.now,
      stepStartedAt: facts.shiftedAt,
      bakeEndsAt: after(step?.bakeSeconds),
      deadlineAt: after(step?.deadlineSeconds),
    },
    minRequests: step?.minRequests ?? JUDGE_DEFAULTS.minRequests,
    metricMarginSeconds: context.environment.metricMarginSeconds,
    absolute: record.criteria,
  };
}

async function alarmStates(context: Context, { alarms }: StoredDeployment): Promise<AlarmState[]> {
  if (alarms.watched.length === 0) return [];
  const AlarmNames = [...alarms.watched];
  const answer = await context.clients(CloudWatchClient).send(new DescribeAlarmsCommand({ AlarmNames }));
  const all = [...(answer.MetricAlarms ?? []), ...(answer.CompositeAlarms ?? [])];
  return alarms.watched.map((name) => ({
    name,
    firingAtStart: alarms.firingAtStart.includes(name),
    firingNow: all.some((alarm) => alarm.AlarmName === name && alarm.StateValue === 'ALARM'),
  }));
}

function judgedBy({ decision, reasons, nextLookSeconds }: Verdict): Judged {
  return { decision, words: reasons.map(({ words }) => words).join(' '), nextLookSeconds };
}

interface Kept {
  readonly verdict: Verdict;
  readonly kept: unknown;
}

/** Writes what was seen and decided, and tells the machine; in one write. */
async function told(
  context: Context,
  record: StoredDeployment,
  facts: LookFacts,
  next: Next,
  judgement?: Kept,
) {
  const at = isoNow(context);
  const words = judgement ? judgedBy(judgement.verdict).words : wordsOf(next);
  const weights = { asked: facts.weightAsked, readBack: facts.weightReadBack, at: record.weights?.at ?? at };
  const looks = record.looks + 1;
  const after = {
    ...record,
    weights,
    looks,
    ...(judgement && { lastVerdict: { decision: judgement.verdict.decision, words, at } }),
  };
  const more = judgement ? [verdictItem(context, record.id, looks, judgement.kept)] : [];
  await saveDeployment(context, record, after, {
    words: `${judgement?.verdict.decision ?? next.next}: ${words}`,
    more,
  });
  return { step: facts.step, ...next };
}

function wordsOf(next: Next): string {
  return 'reason' in next
    ? next.reason.words
    : 'A person promotes the version without waiting for the remaining steps.';
}
