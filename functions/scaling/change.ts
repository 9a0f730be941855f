import { DependencyFailed, isAwsError } from '../../core/errors.ts';
import type { Change } from '../../core/scaling/change.ts';
import type { Capacity } from '../../core/scaling/facts.ts';
import { isSet, type RaisedMinimum } from '../../core/scaling/setting.ts';
import type { Context } from '../context.ts';
import { readLease, releaseLease, takeLease } from '../runs/lease.ts';
import { notActedUpon } from './exclusion.ts';
import type { Subject } from './facts.ts';
import { type StoredScaling, saveScaling } from './store.ts';

/** A change is one call of AWS and its proof; whoever began one and did not end it by then has died. */
const LEASE_MS = 120_000;
export const ABANDONED_MS = 60_000;

/**
 * Writes down what is going to be done, and how it is taken back, before anything is: with the lease of the service, so
 * that no deployment, no run and no experiment begins beside it.
 * @throws RecordChanged when one of them came first
 */
export async function begin(context: Context, { record }: Subject, change: Change): Promise<StoredScaling> {
  const { environment, service } = record;
  const { forced: _forced, ...rest } = record;
  const after = {
    ...rest,
    ...(change.forcedBy === undefined && record.forced && { forced: record.forced }),
    changes: [change, ...record.changes],
  };
  const lease = takeLease(context, {
    environment,
    service,
    deploymentId: change.id,
    expiresAt: context.clock.now() + LEASE_MS,
  });
  const more = [lease, ...notActedUpon(context, record)];
  return saveScaling(context, record, after, { words: `Begins: ${change.words}`, more });
}

/** Sets what was written down, reads it back and writes down what came of it. */
export async function make(
  context: Context,
  subject: Subject,
  change: Change,
  answerOf: (change: Change) => unknown,
): Promise<Change> {
  const refusal = await attempt(() => subject.driver.write(change.setting));
  const capacity = await subject.driver.read();
  if (isSet(capacity, change.setting))
    return end(context, subject, { ...change, state: done(context, capacity) }, answerOf);
  const why = refusal
    ? `AWS refused it: ${refusal.message}`
    : `AWS took it, and answers ${capacity.units} units.`;
  return takeBack(context, subject, change, why);
}

function done(context: Context, { units = 0, ready, name }: Capacity): Change['state'] {
  const at = new Date(context.clock.now()).toISOString();
  return {
    name: 'DONE',
    at,
    proof: `Read back at ${at}: AWS wants ${units} of ${name}, and ${ready} are ready.`,
  };
}

/** AWS's word where it refused; whether it had an effect is read afterwards. */
async function attempt(work: () => Promise<void>): Promise<Error | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    if (isAwsError(error)) return error;
    throw error;
  }
}

/** Restores what was there before, as far as anything was changed, and ends it as FAILED. */
export async function takeBack(
  context: Context,
  subject: Subject,
  change: Change,
  why: string,
): Promise<Change> {
  const capacity = await subject.driver.read();
  if (!isSet(capacity, change.undo)) await attempt(() => subject.driver.write(change.undo));
  const at = new Date(context.clock.now()).toISOString();
  return end(context, subject, { ...change, state: { name: 'FAILED', at, why } });
}

async function end(
  context: Context,
  { record }: Subject,
  change: Change,
  answerOf?: (change: Change) => unknown,
): Promise<Change> {
  const { environment, service } = record;
  const raised = raisedBy(record.raised, change);
  const { raised: _before, ...rest } = record;
  const after = {
    ...rest,
    ...(raised && { raised }),
    changes: record.changes.map((one) => (one.id === change.id ? change : one)),
  };
  const words =
    change.state.name === 'DONE'
      ? `Done: ${change.words}`
      : `Failed: ${change.words} ${change.state.name === 'FAILED' ? change.state.why : ''}`;
  const more = [releaseLease(context, { environment, service, deploymentId: change.id })];
  const answer = answerOf?.(change);
  await saveScaling(context, record, after, { words, more, ...(answer !== undefined && { answer }) });
  return change;
}

/** What minimum was raised by a change, or let down by it. */
function raisedBy(
  raised: RaisedMinimum | undefined,
  { state, setting, undo }: Change,
): RaisedMinimum | undefined {
  if (state.name !== 'DONE' || setting.floor === undefined) return raised;
  const owners = raised?.owners ?? undo.floor ?? setting.floor;
  return setting.floor > owners ? { raisedTo: setting.floor, owners } : undefined;
}

/** What became of trying to have the service again for a change that was begun: it is held, or the change has FAILED. */
type Hold = { readonly held: Subject } | { readonly failed: Change };

/**
 * Takes or extends the lease for a change that was begun, since whoever had it then may have lost it; the change ends
 * as FAILED, with nothing touched, where somebody else has the service by now.
 * @throws RecordChanged when somebody came first
 */
async function hold(context: Context, subject: Subject, change: Change): Promise<Hold> {
  const { record } = subject;
  const { environment, service } = record;
  const lease = await readLease(context, environment, service);
  if (lease && lease.deploymentId !== change.id) {
    const at = new Date(context.clock.now()).toISOString();
    const why = `Nobody ended it, and ${lease.deploymentId} has the service now: nothing was touched.`;
    const state = { name: 'FAILED', at, why } as const;
    const changes = record.changes.map((one) => (one.id === change.id ? { ...change, state } : one));
    await saveScaling(context, record, { ...record, changes }, { words: why });
    return { failed: { ...change, state } };
  }
  const expiresAt = context.clock.now() + LEASE_MS;
  const mine = takeLease(context, { environment, service, deploymentId: change.id, expiresAt });
  const more = [mine, ...notActedUpon(context, record)];
  const words = `Looks what became of ${change.id}.`;
  const held = await saveScaling(context, record, record, { words, more });
  return { held: { ...subject, record: held } };
}

/** Goes on with a change that an earlier attempt of the same call began: the same setting once more, with the lease. */
export async function resume(context: Context, subject: Subject, change: Change): Promise<Change> {
  const hand = await hold(context, subject, change);
  return 'failed' in hand ? hand.failed : make(context, hand.held, change, () => undefined);
}

/**
 * Ends a change that somebody began and did not end: what AWS has already is done, what it has not is taken back, and
 * what a deployment has taken over since is left alone.
 */
export async function settle(context: Context, subject: Subject, change: Change): Promise<Change> {
  const hand = await hold(context, subject, change);
  if ('failed' in hand) return hand.failed;
  const mine = hand.held;
  const capacity = await subject.driver.read();
  if (!capacity.obstacle && isSet(capacity, change.setting))
    return end(context, mine, { ...change, state: done(context, capacity) });
  if (capacity.obstacle)
    return end(context, mine, {
      ...change,
      state: {
        name: 'FAILED',
        at: new Date(context.clock.now()).toISOString(),
        why: `Nobody ended it. ${capacity.obstacle.words}`,
      },
    });
  return takeBack(
    context,
    mine,
    change,
    'Whoever began it did not end it, and AWS did not have it: what was there before is set.',
  );
}

/** @throws DependencyFailed for a change that failed */
export function succeeded(change: Change): Change {
  if (change.state.name === 'FAILED')
    throw new DependencyFailed(`The capacity could not be changed, and is as it was. ${change.state.why}`, {
      conflictsWith: change.id,
    });
  return change;
}
