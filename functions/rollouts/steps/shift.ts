import { DependencyFailed, Internal } from '../../../core/errors.ts';
import type { LatencyLimit, StoredDeployment } from '../../../core/rollout/record.ts';
import { transition } from '../../../core/rollout/state.ts';
import type { Context } from '../../context.ts';
import { saveDeployment } from '../../runs/store.ts';
import type { Driver } from '../driver.ts';
import { isoNow, jobOf, runningRecord } from '../job.ts';

const METRIC_PERIOD_SECONDS = 60;

/** Moves traffic to a step's weight: the wish is written, then made true, then read back. */
export async function shift(context: Context, driver: Driver, input: { deploymentId: string; step: number }) {
  const before = await runningRecord(context, driver, input.deploymentId);
  const step = before.steps[input.step];
  if (!step) throw new Internal(`Deployment ${before.id} has no step ${input.step}.`);
  const limits = before.firstShiftAt ? before.latencyLimits : await limitsOf(context, driver, before);
  const saved = await saveDeployment(
    context,
    before,
    shifted(context, before, input.step, step.weight, limits),
    {
      words: `Shifting ${step.weight}% of the traffic to the new version (step ${input.step + 1} of ${before.steps.length}).`,
    },
  );
  const job = jobOf(saved, driver);
  await driver.shift(context, job, step.weight);
  const readBack = await driver.readBack(context, job);
  if (readBack !== step.weight)
    throw new DependencyFailed(`${step.weight}% was asked for, but ${readBack}% is read back.`);
  // The first metric minute that the step can fill ends a period from now, and is published a margin later.
  return {
    next: 'look' as const,
    step: input.step,
    seconds: METRIC_PERIOD_SECONDS + context.environment.metricMarginSeconds,
  };
}

/** What counts as slow: as the old version was measured, and as the criteria say; counted from the first shift on. */
async function limitsOf(context: Context, driver: Driver, record: StoredDeployment): Promise<LatencyLimit[]> {
  const measured = await driver.latencyLimits(context, jobOf(record, driver));
  const { responseTimeMs } = record.criteria;
  return responseTimeMs === undefined
    ? measured
    : [...measured, { name: 'criterion', milliseconds: responseTimeMs }];
}

function shifted(
  context: Context,
  before: StoredDeployment,
  step: number,
  weight: number,
  latencyLimits: StoredDeployment['latencyLimits'],
): StoredDeployment {
  const at = isoNow(context);
  const state = transition(before.state, { type: 'shifted', at, step, weight });
  const weights = { asked: weight, readBack: before.weights?.readBack ?? 0, at };
  return { ...before, state, weights, latencyLimits, firstShiftAt: before.firstShiftAt ?? at };
}
