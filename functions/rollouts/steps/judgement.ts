import { DependencyFailed } from '../../../core/errors.ts';
import {
  type AlarmState,
  JUDGE_DEFAULTS,
  type JudgeConfig,
  type Observation,
} from '../../../core/judge/observation.ts';
import { type JudgementRecord, recordJudgement } from '../../../core/judge/replay.ts';
import type { LookFacts } from '../../../core/rollout/decide.ts';
import type { StoredDeployment } from '../../../core/rollout/record.ts';
import { readAlarms } from '../../alarms.ts';
import type { Context } from '../../context.ts';
import type { Arms, Driver } from '../driver.ts';
import { jobOf } from '../job.ts';
import { HISTORY_MS, MEMORY_MS } from './look-back.ts';
import { readObjectives } from './objectives.ts';

/** Reads what can be seen of a step, and judges it; the record of it is enough to judge again. */
export async function judged(
  context: Context,
  driver: Driver,
  record: StoredDeployment,
  facts: LookFacts,
): Promise<JudgementRecord> {
  const historical = record.steps[facts.step]?.comparison === 'historical';
  const firstShift = Date.parse(record.firstShiftAt ?? record.createdAt);
  const oldest = facts.now - MEMORY_MS;
  const from = minuteOf(
    historical ? facts.shiftedAt - HISTORY_MS : Math.max(firstShift - HISTORY_MS, oldest),
  );
  const [arms, alarms, objectives] = await Promise.all([
    driver.arms(context, jobOf(record, driver), from),
    alarmStates(context, record),
    readObjectives(context, driver, record, facts),
  ]);
  // The new version's side may have had traffic before, of a deployment that failed.
  const newFrom = minuteOf(Math.max(historical ? facts.shiftedAt : firstShift, oldest));
  const own = { old: arms.old, new: arms.new.filter(({ start }) => start >= newFrom) };
  const compared = observationOf(record, own, alarms, historical ? facts.shiftedAt : undefined);
  const observation = { ...compared, ...(objectives.length > 0 && { objectives }) };
  const config = configOf(context, record, facts);
  return recordJudgement(observation, config);
}

function minuteOf(time: number): number {
  return Math.floor(time / 60_000) * 60_000;
}

/** Against history the old version counts before the shift only. */
function observationOf(
  record: StoredDeployment,
  arms: Arms,
  alarms: AlarmState[],
  shiftedAt: number | undefined,
): Observation {
  const observed = { candidate: arms.new, limits: record.latencyLimits, alarms };
  if (shiftedAt === undefined) return { ...observed, baseline: arms.old, comparison: 'concurrent' };
  const baseline = arms.old.filter(({ start }) => start + 60_000 <= shiftedAt);
  return { ...observed, baseline, comparison: 'historical' };
}

function configOf(context: Context, record: StoredDeployment, facts: LookFacts): JudgeConfig {
  const step = record.steps[facts.step];
  return {
    ...JUDGE_DEFAULTS,
    times: {
      now: facts.now,
      stepStartedAt: facts.shiftedAt,
      bakeEndsAt: facts.shiftedAt + (step?.bakeSeconds ?? 0) * 1000,
      deadlineAt: facts.waitingSince + (step?.deadlineSeconds ?? 0) * 1000,
    },
    steps: record.steps.length,
    minRequests: step?.minRequests ?? JUDGE_DEFAULTS.minRequests,
    metricMarginSeconds: context.environment.metricMarginSeconds,
    absolute: record.criteria,
  };
}

/** @throws DependencyFailed when an alarm is not there any more: what cannot be read is not good */
async function alarmStates(context: Context, { alarms }: StoredDeployment): Promise<AlarmState[]> {
  const now = await readAlarms(context, alarms.watched);
  return alarms.watched.map((name) => {
    const state = now.get(name)?.state;
    if (state === undefined) throw new DependencyFailed(`The alarm '${name}' cannot be read any more.`);
    return { name, firingAtStart: alarms.firingAtStart.includes(name), firingNow: state === 'ALARM' };
  });
}
