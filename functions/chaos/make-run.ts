import type { z } from 'zod';
import type { Experiment } from '../../core/chaos/experiment.ts';
import { FAULTS, magnitudeOf } from '../../core/chaos/fault.ts';
import type { ChaosRecord, StoredChaos } from '../../core/chaos/record.ts';
import { Conflict, DependencyFailed, Refused } from '../../core/errors.ts';
import type { Context } from '../context.ts';
import { freezeUnchanged } from '../freezes/store.ts';
import { beginExperimentWrite } from '../incidents/experiments.ts';
import { noRunActs } from '../runs/acting-runs.ts';
import { notLeased } from '../runs/lease.ts';
import { RecordChanged } from '../table.ts';
import type { chaosPlan } from './answer.ts';
import { armDeadman } from './deadman.ts';
import { publishChaos } from './events.ts';
import { startChaos } from './execution.ts';
import type { Facts } from './facts.ts';
import { saveChaos } from './store.ts';

/** Seconds within which an execution must have begun. */
const START_SECONDS = 300;
/** What the machine needs between its steps, and to take everything back. */
const MARGIN_SECONDS = 900;

/** The run that the facts lead to, as it would be made now. */
export function draftOf(context: Context, experiment: Experiment, facts: Facts): ChaosRecord {
  const now = context.clock.now();
  const { service, asked, preFlight } = facts;
  const [{ fault, intensity, durationSeconds }] = experiment.method;
  const seconds = durationSeconds + experiment.rollbacks.withinSeconds + MARGIN_SECONDS;
  const magnitude = magnitudeOf(fault, intensity);
  return {
    id: context.ids.next('exp', now),
    environment: service.environment,
    service: service.name,
    experiment,
    plan: {
      injector: asked.injector,
      fault,
      intensity,
      magnitude,
      durationSeconds,
      targets: asked.plan.targets,
      affectedShare: asked.plan.affectedShare,
      expectedBurn: preFlight.expectedBurn,
      checks: preFlight.checks,
      words: [FAULTS[fault].words(magnitude), ...asked.plan.words],
      inverse: asked.plan.inverse,
    },
    state: { name: 'PENDING' },
    baseline: [],
    during: [],
    after: [],
    times: {},
    requests: 0,
    requestedBy: context.call.caller.arn,
    createdAt: new Date(now).toISOString(),
    deadline: new Date(now + seconds * 1000).toISOString(),
  };
}

export function planOf({ experiment, plan }: ChaosRecord, facts: Facts): z.input<typeof chaosPlan> {
  const { magnitude: _magnitude, ...rest } = plan;
  return {
    ...rest,
    targets: [...plan.targets],
    words: [...plan.words],
    checks: plan.checks.map((check) => ({ ...check })),
    experiment: experiment.name,
    stop: { ...experiment.stop },
    alarms: [...facts.service.alarms],
    go: facts.preFlight.go,
    missing: [...facts.asked.plan.missing],
  };
}

/** @throws Refused that names every check that failed */
export function refuseUnlessGo({ preFlight }: Facts): void {
  if (preFlight.go) return;
  const failed = preFlight.checks.filter(({ status }) => status === 'FAILED');
  const violations = failed.map(({ name, words }) => ({
    field: `check.${name}`,
    problem: words,
    allowed: 'PASSED',
  }));
  throw new Refused(failed.map(({ words }) => words).join(' '), { violations });
}

/**
 * Writes a new run: the deadman first, since it does nothing without a record; then record, audit and the mark that
 * keeps others from the service, in one transaction. `carryOutStart` has to follow.
 * @throws Conflict when a deployment, a run of a runbook or another experiment came first
 */
export async function createRun(
  context: Context,
  draft: ChaosRecord,
  { freezes }: Facts,
  answer: unknown,
): Promise<StoredChaos> {
  const { id, environment, service, experiment, plan, deadline } = draft;
  await armDeadman(context, id, context.clock.now() + START_SECONDS * 1000);
  const words = `Experiment ${experiment.name} on ${environment}/${service}: ${plan.fault} into ${plan.targets.join(', ')}.`;
  const mark = { environment, service, id, words, endsAt: Date.parse(deadline) };
  const more = [
    beginExperimentWrite(context, mark),
    notLeased(context, environment, service),
    noRunActs(context, { environment, service }),
    freezeUnchanged(context, environment, freezes),
  ];
  try {
    return await saveChaos(context, undefined, draft, { words, more, answer });
  } catch (error) {
    if (!(error instanceof RecordChanged)) throw error;
    throw new Conflict(
      'A freeze, a deployment, a run of a runbook or another experiment came first; ask again.',
    );
  }
}

/**
 * Starts the execution of a run that is PENDING; its name is the run's id, so that it starts once. Of any other run it
 * does nothing.
 * @throws DependencyFailed when it could not be started: without a repeat the deadman ends it
 */
export async function carryOutStart(context: Context, record: StoredChaos): Promise<void> {
  if (record.state.name !== 'PENDING') return;
  try {
    await startChaos(context, record);
  } catch (cause) {
    throw new DependencyFailed(
      `The experiment ${record.id} is recorded, but could not be started; a repeat with the same idempotency key starts it, otherwise it ends by itself within ${START_SECONDS / 60} minutes.`,
      { conflictsWith: record.id, cause },
    );
  }
  await publishChaos(context, 'ChaosTestStarted', record);
}
