import { Conflict, DependencyFailed, Refused } from '../../../core/errors.ts';
import { isIdempotent } from '../../../core/runbook/plan.ts';
import type { RunStep, StoredRun } from '../../../core/runbook/run.ts';
import type { Context } from '../../context.ts';
import { notLeased, readLease } from '../../runs/lease.ts';
import type { StoredService } from '../../services/store.ts';
import { RecordChanged } from '../../table.ts';
import { readRun } from '../store.ts';
import { patiently } from './patiently.ts';
import { isRefused, OutcomeUnknown } from './send-once.ts';
import type { Doing, Done } from './step-input.ts';
import {
  isoNow,
  jobOf,
  recordEvent,
  recordFact,
  refuseUnlessNext,
  refuseUnlessRunning,
  stepOf,
} from './step-record.ts';
import type { ChangingTool, Job } from './tool-work.ts';

/** Seconds after which an effect is first looked for. */
const SETTLE_SECONDS = 10;

/**
 * Carries a changing step out: what was found is written before the effect, what came of it after. A step that is
 * behind the run answers what it answered then; one that was begun goes on only where twice is once, or where it can
 * be read back what became of it.
 * @throws Conflict when its turn has not come, Refused when it must not act
 */
export async function carryOut<Before, Result>(
  tool: ChangingTool<Before, Result>,
  context: Context,
  input: Doing,
): Promise<Done> {
  const run = await readRun(context, input.runId);
  refuseUnlessRunning(run);
  const { state } = stepOf(run, input.step, tool.name);
  if (state.name === 'SKIPPED') return { seconds: 0, result: null };
  if (state.name === 'VERIFIED') return { seconds: 0, result: state.result };
  if (state.name === 'DONE') return { seconds: SETTLE_SECONDS, result: state.result };
  refuseUnlessNext(run, input);
  const job = await jobOf(context, run, input.step);
  if (state.name === 'BEGUN') return again(tool, context, job, state.before as Before);
  if (state.name !== 'WAITING')
    throw new Conflict(
      `The step '${input.step}' is ${state.name}: ${'why' in state ? state.why : state.evidence}`,
    );
  if (input.holds === false) return passOver(context, run, input);
  const before = await begin(tool, context, run, job);
  return actAndRecord(tool, context, job, before);
}

async function passOver(
  context: Context,
  run: StoredRun,
  { step, otherwise, because }: Doing,
): Promise<Done> {
  const why = `Its precondition is not true${because === undefined ? '.' : `: ${because}`}`;
  if (otherwise !== 'skip') throw new Refused(why);
  await recordEvent(context, run, step, { type: 'skipped', at: isoNow(context), why });
  return { seconds: 0, result: null };
}

/** Written with the condition that no deployment has begun since, where one would be in the way. */
async function begin<Before, Result>(
  tool: ChangingTool<Before, Result>,
  context: Context,
  run: StoredRun,
  job: Job,
): Promise<Before> {
  if (tool.alone) await refuseDeployment(context, job.service);
  const before = await tool.observe(context, job);
  const { environment, name } = job.service;
  const more = tool.alone ? [notLeased(context, environment, name)] : [];
  try {
    await recordEvent(context, run, job.step, { type: 'begun', at: isoNow(context), before }, more);
  } catch (error) {
    if (error instanceof RecordChanged && error.write === 0) await refuseDeployment(context, job.service);
    throw error;
  }
  return before;
}

/** @throws Refused when a deployment of the service is under way */
export async function refuseDeployment(
  context: Context,
  { environment, name }: Pick<StoredService, 'environment' | 'name'>,
): Promise<void> {
  const lease = await readLease(context, environment, name);
  if (!lease) return;
  throw new Refused(`The deployment ${lease.deploymentId} of ${name} is under way.`, {
    conflictsWith: lease.deploymentId,
  });
}

async function actAndRecord<Before, Result>(
  tool: ChangingTool<Before, Result>,
  context: Context,
  job: Job,
  before: Before,
): Promise<Done> {
  let result: Result;
  try {
    result = await patiently(context.clock, () => tool.act(context, job, before));
  } catch (error) {
    if (mayRepeat(job, tool.name)) throw error;
    return afterError(tool, context, job, before, error);
  }
  // What cannot be written down has happened all the same: the next call looks for it.
  return recordDone(context, job, result);
}

/** An attempt that must not be repeated: it was refused for sure, can be read back, or is in doubt. */
async function afterError<Before, Result>(
  tool: ChangingTool<Before, Result>,
  context: Context,
  job: Job,
  before: Before,
  error: unknown,
): Promise<Done> {
  const words = wordsOf(error);
  if (isRefused(error)) {
    await recordIfBegun(context, job, { type: 'failed', at: isoNow(context), why: words });
    throw error;
  }
  const result = await readBack(tool, context, job, before);
  if (result !== undefined) return recordDone(context, job, result);
  await recordIfBegun(context, job, { type: 'doubted', at: isoNow(context), why: words });
  throw error instanceof OutcomeUnknown ? new DependencyFailed(words, { cause: error }) : error;
}

/** A step that was begun before, by a call whose answer did not arrive. */
async function again<Before, Result>(
  tool: ChangingTool<Before, Result>,
  context: Context,
  job: Job,
  before: Before,
): Promise<Done> {
  if (mayRepeat(job, tool.name)) return actAndRecord(tool, context, job, before);
  const result = await readBack(tool, context, job, before);
  if (result !== undefined) return recordDone(context, job, result);
  const why = 'An earlier attempt did not tell what became of it.';
  await recordIfBegun(context, job, { type: 'doubted', at: isoNow(context), why });
  throw new Conflict(`The step '${job.step}' may have happened: a person has to look.`);
}

/** What cannot be read says nothing. */
async function readBack<Before, Result>(
  tool: ChangingTool<Before, Result>,
  context: Context,
  job: Job,
  before: Before,
): Promise<Result | undefined> {
  try {
    return await tool.readBack?.(context, job, before);
  } catch {
    return undefined;
  }
}

async function recordDone(context: Context, job: Job, result: unknown): Promise<Done> {
  await recordIfBegun(context, job, { type: 'done', at: isoNow(context), result });
  return { seconds: SETTLE_SECONDS, result };
}

/** A second attempt of the same call may have been quicker. */
async function recordIfBegun(
  context: Context,
  { run, step }: Job,
  event: Parameters<typeof recordEvent>[3],
): Promise<void> {
  const id = run?.id ?? '';
  const current = (known: StoredRun): RunStep | undefined => known.steps.find(({ name }) => name === step);
  const read = () => readRun(context, id);
  if (current(await read())?.state.name !== 'BEGUN') return;
  await recordFact(context, read, step, event);
}

function mayRepeat({ run, step: name }: Job, tool: string): boolean {
  return run !== undefined && isIdempotent(run.plan, { name, tool });
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 500) : 'It failed.';
}
