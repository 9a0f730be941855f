import { failureWords } from '../../core/chaos/failure-words.ts';
import type { StoredChaos } from '../../core/chaos/record.ts';
import { transition } from '../../core/chaos/state.ts';
import { DependencyFailed } from '../../core/errors.ts';
import type { Context } from '../context.ts';
import { readService } from '../services/store.ts';
import { moveDeadman } from './deadman.ts';
import type { InjectInput, InjectOutput } from './inject-input.ts';
import { type FaultInjector, type Job, jobFor, jobOf, type Prepared, type TakenBack } from './injector.ts';
import { readChaos, saveChaos } from './store.ts';

/** After the fault was to end, whoever takes it back has so long before the deadman does. */
const MARGIN_SECONDS = 300;
const AGAIN_SECONDS = 5;
/** So often a function can look within its time. */
const LATE_ATTEMPTS = 6;

/** One step of a run's machine, or the reading for a plan; the same for every injector. */
export async function drive(
  context: Context,
  injector: FaultInjector,
  input: InjectInput,
): Promise<InjectOutput> {
  switch (input.action) {
    case 'plan': {
      const service = await readService(context, input.environment, input.service);
      return planAnswer(await injector.prepare(context, jobFor(service, input.method)));
    }
    case 'inject':
      return inject(context, injector, await readChaos(context, input.experimentId));
    case 'restore':
      return restore(context, injector, input.experimentId, input.aborted, input.failed);
  }
}

function planAnswer({ undo: _undo, ...rest }: Prepared): InjectOutput {
  return {
    plan: { ...rest, targets: [...rest.targets], missing: [...rest.missing], words: [...rest.words] },
  };
}

const iso = (at: number) => new Date(at).toISOString();

/** Writes down what has to be put back, then injects; asked again, it goes on where it was. */
async function inject(context: Context, injector: FaultInjector, before: StoredChaos): Promise<InjectOutput> {
  const { name } = before.state;
  if (name === 'INJECTED') return { next: 'observe' };
  if (name === 'ENDED') return { next: 'restore' };
  const job = jobOf(before, await readService(context, before.environment, before.service));
  // A call before this one may have injected after its run was stopped.
  if (name === 'RESTORING' || name === 'RECOVERING') return takeBackLate(context, injector, before, job);
  const record = name === 'PENDING' ? await begun(context, injector, before, job) : before;
  if (record.state.name !== 'INJECTING') return { next: 'restore' };
  try {
    const answer = await land(context, injector, record, job);
    if (answer.next !== 'wait' || (await mayInject(context, record))) return answer;
  } catch (error) {
    if (await mayInject(context, record)) throw error;
  }
  return takeBackLate(context, injector, record, job);
}

async function land(
  context: Context,
  injector: FaultInjector,
  record: StoredChaos,
  job: Job,
): Promise<InjectOutput> {
  const { state, words } = await injector.inject(context, job, record.undo ?? {});
  if (state === 'waiting') return { next: 'wait', seconds: AGAIN_SECONDS };
  if (state === 'refused') {
    await toRestoring(context, record, { failed: words });
    return { next: 'restore' };
  }
  const now = context.clock.now();
  const until = now + record.plan.durationSeconds * 1000;
  const after = transition(record.state, { type: 'injected', at: iso(now), until: iso(until) });
  await moveDeadman(context, record.id, until + MARGIN_SECONDS * 1000);
  await saveChaos(context, record, { ...record, state: after, times: { injectedAt: now } }, { words });
  return { next: 'observe' };
}

/** Whether nobody has begun to take the fault back. */
async function mayInject(context: Context, { id }: StoredChaos): Promise<boolean> {
  const { name } = (await readChaos(context, id)).state;
  return name === 'INJECTING' || name === 'INJECTED';
}

/**
 * Stopping an execution does not stop the function that it has called: what that injects after others have taken the
 * fault back, they no longer see.
 * @throws DependencyFailed while it is still there
 */
async function takeBackLate(
  context: Context,
  injector: FaultInjector,
  record: StoredChaos,
  job: Job,
): Promise<InjectOutput> {
  if (record.undo === undefined) return { next: 'restore' };
  for (let attempt = 1; attempt <= LATE_ATTEMPTS; attempt++) {
    const { state } = await injector.restore(context, job, record.undo);
    if (state === 'gone') return { next: 'restore' };
    await context.clock.sleep(AGAIN_SECONDS * 1000);
  }
  throw new DependencyFailed(`What ${record.id} injected after it was stopped is still being taken back.`);
}

/** What is there is read anew: tasks may have been replaced since the plan was made. */
async function begun(
  context: Context,
  injector: FaultInjector,
  before: StoredChaos,
  job: Job,
): Promise<StoredChaos> {
  if (before.plan.magnitude === 0)
    return toRestoring(context, before, { failed: 'At an intensity of 0 nothing is injected.' });
  const { missing, targets, affectedShare, undo } = await injector.prepare(context, job);
  if (missing.length > 0 || targets.length === 0) {
    const failed =
      missing.length > 0 ? `Missing: ${missing.join('; ')}.` : 'There is nothing to inject into.';
    return toRestoring(context, before, { failed });
  }
  const now = context.clock.now();
  await moveDeadman(context, before.id, now + (before.plan.durationSeconds + MARGIN_SECONDS) * 1000);
  const plan = { ...before.plan, targets, affectedShare };
  const state = transition(before.state, { type: 'injecting', at: iso(now) });
  const words = `Injecting ${plan.fault} into ${targets.join(', ')}; what was there before is written down.`;
  return saveChaos(context, before, { ...before, plan, state, undo, times: { injectedAt: now } }, { words });
}

async function toRestoring(
  context: Context,
  before: StoredChaos,
  early: { readonly aborted?: string; readonly failed?: string },
): Promise<StoredChaos> {
  const state = transition(before.state, { type: 'restoring', at: iso(context.clock.now()), ...early });
  const words = `Taking back what was injected: ${early.aborted ?? early.failed ?? 'its time is over.'}`;
  return saveChaos(context, before, { ...before, state }, { words });
}

/** Takes back whatever was or may have been injected, and says when it is gone. */
async function restore(
  context: Context,
  injector: FaultInjector,
  id: string,
  aborted: string | undefined,
  failed: string | undefined,
): Promise<InjectOutput> {
  const before = await readChaos(context, id);
  const { name } = before.state;
  if (name === 'ENDED') return { next: 'done' };
  if (name === 'RECOVERING') return { next: 'recover' };
  const early = {
    ...(aborted !== undefined && { aborted }),
    ...(failed !== undefined && { failed: failureWords(failed) }),
  };
  const record = name === 'RESTORING' ? before : await toRestoring(context, before, early);
  if (record.undo === undefined) return { next: 'conclude' };
  const job = jobOf(record, await readService(context, record.environment, record.service));
  const gone = await injector.restore(context, job, record.undo);
  if (gone.state === 'waiting') return { next: 'wait', seconds: AGAIN_SECONDS };
  return takenBack(context, record, gone);
}

async function takenBack(
  context: Context,
  record: StoredChaos,
  { words, aborted }: TakenBack,
): Promise<InjectOutput> {
  const now = context.clock.now();
  // Metrics of the minutes that count are late by the margin.
  const seconds = record.experiment.rollbacks.withinSeconds + context.environment.metricMarginSeconds + 60;
  const deadline = now + seconds * 1000;
  await moveDeadman(context, record.id, deadline + MARGIN_SECONDS * 1000);
  const event = { type: 'taken-back', at: iso(now), deadline: iso(deadline) } as const;
  const state = { ...transition(record.state, event), ...(aborted !== undefined && { aborted }) };
  const times = { ...record.times, takenBackAt: now };
  await saveChaos(context, record, { ...record, state, times }, { words });
  return { next: 'recover' };
}
