import { Conflict, DependencyFailed, NotFound } from '../../../core/errors.ts';
import type { StoredDeployment } from '../../../core/rollout/record.ts';
import { isTerminal, type StateName } from '../../../core/rollout/state.ts';
import { listDeployments } from '../../../functions/runs/store.ts';
import { readService } from '../../../functions/services/store.ts';
import { type Deployment, deploy, deploymentOf } from '../../flows/deployment.ts';
import { ENVIRONMENT } from '../../flows/service.ts';
import type { Bench } from '../bench.ts';
import type { Journey } from './case.ts';
import type { Subject } from './subject.ts';
import { stepsOf, type Way } from './way.ts';

export type Wish = Parameters<typeof deploy>[2];

/** What came of asking for a deployment. */
export interface Begun {
  /** Absent when nothing was recorded. */
  readonly deployment?: Deployment;
  /** Why the caller was told that it failed. */
  readonly refused?: unknown;
}

/** Asks for a deployment as a person would; where the answer is a failure, looks up what was recorded all the same. */
export async function begin(
  subject: Subject,
  way: Way,
  version: string,
  wish: Wish = {},
  key?: string,
): Promise<Begun> {
  const { clock } = subject.bench;
  const from = new Date(clock.now()).toISOString();
  const { strategy } = way;
  const whole = { strategy, steps: stepsOf(way), ...wish };
  const ask = () => deploy(subject, version, whole, key === undefined ? {} : { idempotencyKey: key });
  try {
    return { deployment: await (key === undefined ? ask() : askAgain(subject, ask)) };
  } catch (refused) {
    await clock.advanceBy(1_000);
    const where = { environment: ENVIRONMENT, service: subject.name };
    const [newest] = (await listDeployments(subject.bench.context, where, 1)).deployments;
    const recorded = newest !== undefined && newest.createdAt >= from;
    return recorded ? { deployment: deploymentOf(subject, newest.id), refused } : { refused };
  }
}

/** Sends the same request once more where nobody answered it. */
async function askAgain<T>({ bench }: Subject, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof DependencyFailed)) throw error;
    await bench.clock.advanceBy(PAUSE_MS);
    return ask();
  }
}

/**
 * Goes through a journey up to the point from which on nobody does anything more.
 * @param key under which the deployment is asked for, and asked for again where nobody answers
 */
export async function travel(subject: Subject, way: Way, journey: Journey, key?: string): Promise<Begun> {
  const version = journey === 'rolled-back' ? subject.versions.bad : await subject.good();
  const begun = await begin(subject, way, version, { approval: journey === 'attended' }, key);
  if (!begun.deployment) return begun;
  if (journey === 'attended') await attend(subject, begun.deployment);
  if (journey !== 'aborted') return begun;
  await begun.deployment.reach('BAKING');
  await abort(subject, begun.deployment.id);
  return begun;
}

/** Two people see to a deployment, as far as it comes: one approves it, the other has it wait for a moment. */
async function attend(subject: Subject, deployment: Deployment): Promise<void> {
  const { bench } = subject;
  const { id: deploymentId } = deployment;
  const came = async (name: StateName) => {
    const gone = ({ state }: StoredDeployment) => isTerminal(state) || state.name === 'RESTORING';
    const record = await deployment.until(
      `reaches ${name}`,
      (seen) => seen.state.name === name || gone(seen),
    );
    return record.state.name === name ? record : undefined;
  };
  const asked = await came('AWAITING_APPROVAL');
  if (!asked) return;
  await insist(bench, () => bench.as('approver').approve({ deploymentId, planHash: asked.planHash }));
  if (!(await came('BAKING'))) return;
  await insist(bench, () => bench.developer.pause_deployment({ deploymentId }));
  if (await came('PAUSED')) await insist(bench, () => bench.developer.resume_deployment({ deploymentId }));
}

/** Longer than any fault lasts. */
const ATTEMPTS = 40;
const PAUSE_MS = 10_000;

/**
 * Aborts a deployment, again where AWS did not answer: what a person does.
 * @throws what the last attempt met
 */
export async function abort({ bench }: Subject, deploymentId: string): Promise<void> {
  await insist(bench, () => bench.developer.abort_deployment({ deploymentId }));
}

/**
 * Does something again until it is answered, or is too late.
 * @throws what the last attempt met
 */
export async function insist({ clock }: Bench, act: () => Promise<unknown>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await act();
      return;
    } catch (error) {
      // It has gone on meanwhile, or the attempt before this one was heard after all.
      if (error instanceof Conflict) return;
      if (error instanceof NotFound || attempt === ATTEMPTS) throw error;
      await clock.advanceBy(PAUSE_MS);
    }
  }
}

const LOOK_MS = 60_000;
/** A restore may take half an hour, five attempts of it more; nothing may take longer after the deadline. */
const GRACE_MS = 3 * 3_600_000;

/** Waits until a deployment is over; one that waits for a person is aborted. */
export async function over(subject: Subject, deployment: Deployment): Promise<StoredDeployment> {
  const { clock } = subject.bench;
  for (;;) {
    const record = await deployment.read();
    if (isTerminal(record.state)) return record;
    if (clock.now() > Date.parse(record.deadline) + GRACE_MS) return record;
    if (record.state.name === 'PAUSED') await abort(subject, deployment.id);
    await clock.sleep(LOOK_MS);
  }
}

const QUIET_LOOK_MS = 15_000;
const QUIET_WITHIN_MS = 2 * 3_600_000;

/** Waits until nothing of a deployment is left to happen: no execution, no deadman, no rollback window. Answers what is. */
export async function quiet(subject: Subject, id: string | undefined): Promise<string[]> {
  const { clock } = subject.bench;
  const until = clock.now() + QUIET_WITHIN_MS;
  for (;;) {
    await clock.sleep(QUIET_LOOK_MS);
    const left = await leftOver(subject, id);
    if (left.length === 0 || clock.now() > until) return left;
  }
}

async function leftOver({ bench, name }: Subject, id: string | undefined): Promise<string[]> {
  const { account, context, product } = bench;
  const { deploymentMachine, restoreMachine } = product.environment;
  const running = [deploymentMachine, restoreMachine]
    .flatMap((machine) => account.stepFunctions.executions(machine))
    .filter((execution) => execution.status === 'RUNNING');
  const schedules = account.scheduler
    .snapshot()
    .schedules.map((schedule) => schedule.name)
    .filter((schedule) => /^(deadman|window)-/.test(schedule));
  const left = [
    ...running.map((execution) => `the execution ${execution.name} runs`),
    ...schedules.map((schedule) => `the schedule ${schedule} waits`),
  ];
  if (left.length > 0) return left;
  const { spare } = await readService(context, ENVIRONMENT, name);
  return spare ? [`the rollback window of ${spare.deploymentId} is open (${id})`] : [];
}
