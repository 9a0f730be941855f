import { digest } from '../../core/canonical.ts';
import { InvalidInput } from '../../core/errors.ts';
import { type Criteria, parseCriteria } from '../../core/judge/criteria.ts';
import { JUDGE_DEFAULTS } from '../../core/judge/observation.ts';
import { powerOf } from '../../core/judge/power.ts';
import { estimate } from '../../core/rollout/cost.ts';
import { missing } from '../../core/rollout/gates.ts';
import { objectiveNote } from '../../core/rollout/objectives.ts';
import { type PlanInput, planRollout, type Step, type Strategy } from '../../core/rollout/plan.ts';
import type { Criteria as Limits } from '../../core/rollout/record.ts';
import { asksHttp } from '../../core/services/probe-path.ts';
import type { PinnedVersion, Target } from '../../core/services/service.ts';
import type { Facts } from './facts.ts';
import type { Objectives } from './objectives.ts';

/** What a caller asks for, of a deployment or of a rollback. */
export interface Wish {
  readonly kind: 'deploy' | 'rollback';
  readonly strategy: Strategy;
  readonly trafficSplit?: PlanInput['trafficSplit'];
  readonly steps?: PlanInput['steps'];
  readonly bakeSeconds?: number;
  readonly criteria: Criteria;
  /** Objectives that the judge reads besides; a way back has none, since what it leaves may be what burns. */
  readonly objectives?: Objectives;
  readonly rollbackThresholdPercent?: number;
  readonly rollbackOnFailure: boolean;
  readonly onInsufficient: 'pause' | 'rollback';
  readonly healthCheckTimeoutSeconds: number;
  /** Path that probes ask, instead of what is registered. */
  readonly healthCheck?: string;
  readonly approvalRequired: boolean;
  /** The version to go back to, as it was pinned then. */
  readonly pinned?: PinnedVersion;
}

export interface Planned {
  readonly steps: readonly Step[];
  readonly limits: Limits;
  readonly pinned: PinnedVersion;
  readonly planHash: string;
}

/** The plan that an approval is bound to: what is deployed where, in which steps, under which limits. */
export function planFor(facts: Facts, wish: Wish, metricMarginSeconds: number): Planned {
  const { service, description } = facts;
  const pinned = wish.pinned ?? description.pinned;
  refuseHealthCheck(service.target, wish.healthCheck);
  const steps = planRollout({
    strategy: wish.strategy,
    target: service.target.type,
    ...(wish.trafficSplit !== undefined && { trafficSplit: wish.trafficSplit }),
    ...(wish.steps && { steps: wish.steps }),
    ...(wish.bakeSeconds !== undefined && { bakeSeconds: wish.bakeSeconds }),
    capacity: description.capacity,
    metricMarginSeconds,
    direct: wish.kind === 'rollback',
  });
  const limits = limitsOf(service.criteria, wish);
  const objectives = wish.objectives?.named ?? [];
  const planHash = digest([
    service.environment,
    service.name,
    service.target,
    pinned,
    description.serving,
    steps,
    limits,
    ...(wish.healthCheck === undefined ? [] : [wish.healthCheck]),
    ...(objectives.length > 0 ? [objectives] : []),
  ]);
  return { steps, limits, pinned, planHash };
}

/** A path means something to what answers HTTP; an alias whose probe is another event has none. */
function refuseHealthCheck(target: Target, path: string | undefined): void {
  if (path === undefined || target.type !== 'lambda-alias' || asksHttp(target.probe)) return;
  const allowed = 'no path, or a service that is registered with a probe that is an HTTP event';
  const problem = 'means nothing to a function whose probe is no HTTP event';
  throw new InvalidInput(`healthCheck ${problem}.`, {
    violations: [{ field: 'healthCheck', problem, allowed }],
  });
}

function limitsOf(ofService: Criteria, wish: Wish): Limits {
  const threshold = wish.rollbackThresholdPercent;
  try {
    const limits = parseCriteria({ ...ofService, ...wish.criteria });
    return threshold === undefined ? limits : { ...limits, rollbackThreshold: threshold / 100 };
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    const violations = (error.detail.violations ?? []).map((violation) => ({
      ...violation,
      field: `monitoring.successCriteria.${violation.field}`,
    }));
    throw new InvalidInput(error.message, { violations });
  }
}

/** The plan as the caller sees it, before or after it is begun. */
export function planAnswer(facts: Facts, wish: Wish, planned: Planned, metricMarginSeconds: number) {
  const { spare } = facts.service;
  const closing = spare
    ? [
        `The rollback window of ${spare.deploymentId} closes early: version ${spare.pinned.label} will not be kept warm.`,
      ]
    : [];
  const firing = facts.alarms.firingAtStart.map(
    (name) => `The alarm ${name} fires already; it counts as a baseline, not as a veto.`,
  );
  const asking = wish.healthCheck === undefined ? [] : [`The probes of health ask ${wish.healthCheck}.`];
  const { named = [], missing: lacking = [] } = wish.objectives ?? {};
  return {
    gates: facts.gates.map(({ advisory: _advisory, ...gate }) => gate),
    missing: [...missing(facts.gates), ...lacking.map((name) => `objective ${name}`)],
    strategy: wish.strategy,
    steps: planned.steps.map((step) => ({ ...step })),
    power: planned.steps.flatMap((step, index) => powerOfStep(facts, step, index, metricMarginSeconds)),
    ...estimate(planned.steps, metricMarginSeconds),
    notes: [...closing, ...firing, ...asking, ...named.map(objectiveNote)],
    planHash: planned.planHash,
  };
}

/** Error share assumed where none was seen; a service without errors still has a regression of interest. */
const QUIET_ERROR_SHARE = 0.001;

function powerOfStep({ description }: Facts, step: Step, index: number, metricMarginSeconds: number) {
  if (description.requestsPerMinute === null)
    return [
      {
        step: index,
        detectable: false,
        words: 'No traffic was seen in the last 15 minutes: nothing can be detected without any.',
      },
    ];
  const share = step.comparison === 'historical' ? 0.5 : step.weight / 100;
  const requests =
    step.comparison === 'historical' ? 2 * description.requestsPerMinute : description.requestsPerMinute;
  const { detectable, words } = powerOf({
    candidateRequestsPerMinute: requests * share,
    baselineRequestsPerMinute: requests * (1 - share),
    baselineErrorShare: Math.max(description.errorShare ?? 0, QUIET_ERROR_SHARE),
    regression: JUDGE_DEFAULTS.regression,
    bakeMinutes: Math.max(1, Math.floor(step.bakeSeconds / 60)),
    alpha: JUDGE_DEFAULTS.alpha,
    tolerance: JUDGE_DEFAULTS.tolerance,
    metricMarginSeconds,
  });
  return [{ step: index, detectable, words }];
}
