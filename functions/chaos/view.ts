import type { z } from 'zod';
import { nextRung, rungOf } from '../../core/chaos/ladder.ts';
import type { ChaosRecord } from '../../core/chaos/record.ts';
import { score } from '../../core/chaos/verdict.ts';
import type { chaosRun } from './answer.ts';

/** A record as callers see it. */
export function viewOf(record: ChaosRecord): z.input<typeof chaosRun> {
  const { id, environment, service, experiment, plan, state, observed, during } = record;
  const { passed, of } = score(during);
  return {
    experimentId: id,
    experiment: experiment.name,
    environment,
    service,
    fault: plan.fault,
    state: state.name,
    ...(state.name === 'ENDED' && { verdict: state.verdict, words: state.words }),
    ...(observed && { faultObserved: observed.seen, evidence: observed.words }),
    ...durations(record),
    requests: record.requests,
    ...(of > 0 && { score: `${passed} of ${of}` }),
    before: record.baseline.map((one) => ({ ...one })),
    during: during.map((one) => ({ ...one })),
    after: record.after.map((one) => ({ ...one })),
    ...climb(record),
    injector: plan.injector,
    targets: [...plan.targets],
    intensity: plan.intensity,
    durationSeconds: plan.durationSeconds,
    expectedBurn: plan.expectedBurn,
    requestedBy: record.requestedBy,
    createdAt: record.createdAt,
    deadline: record.deadline,
  };
}

function durations({ times }: ChaosRecord) {
  const { injectedAt, observedAt, takenBackAt, steadyAt } = times;
  const seconds = (from: number | undefined, to: number | undefined) =>
    from === undefined || to === undefined ? undefined : Math.max(0, Math.round((to - from) / 1000));
  const [detect, recover] = [seconds(injectedAt, observedAt), seconds(takenBackAt, steadyAt)];
  return {
    ...(detect !== undefined && { secondsToDetect: detect }),
    ...(recover !== undefined && { secondsToRecover: recover }),
  };
}

function climb({ environment, experiment, state }: ChaosRecord): { nextRung?: string } {
  if (state.name !== 'ENDED') return {};
  const rung = rungOf(environment, experiment.method[0].scope);
  return { nextRung: nextRung([{ rung, verdict: state.verdict, at: state.at }]).words };
}
