import { digest } from '../../core/canonical.ts';
import { Conflict, NotFound } from '../../core/errors.ts';
import type { Change } from '../../core/scaling/change.ts';
import { type Decision, decide } from '../../core/scaling/decide.ts';
import type { Wish } from '../../core/scaling/facts.ts';
import { undoOf } from '../../core/scaling/setting.ts';
import { undoDecision } from '../../core/scaling/undo.ts';
import type { Context } from '../context.ts';
import { type Answer, answerOf } from './answer.ts';
import { ABANDONED_MS, begin, make, resume, settle, succeeded } from './change.ts';
import { actedUpon } from './exclusion.ts';
import { type Gathered, gather, type Subject, subjectOf } from './facts.ts';
import { keepMeter } from './meter.ts';
import { readScaling, type StoredScaling } from './store.ts';

export interface Asked {
  readonly environment: string;
  readonly service: string;
  readonly wish: Wish;
  readonly dryRun: boolean;
  /** The change that is to be taken back. */
  readonly undo?: string;
  /** Who approved what passes the limits. */
  readonly forcedBy?: string;
}

/** Everything about one service at one moment. */
export interface Decided {
  readonly subject: Subject;
  readonly gathered: Gathered;
  readonly decision: Decision;
}

/** Decides about a service, and does it unless only the plan is asked for. */
export async function scale(context: Context, asked: Asked): Promise<Answer> {
  const record = await settled(context, asked);
  const repeated = ofThisCall(context, record);
  if (repeated) return repeatedAnswer(context, asked, record, repeated);
  const decided = await decideFor(context, record, asked);
  if (asked.dryRun || !decided.decision.setting) {
    if (!asked.dryRun) await count(context, decided);
    return answerOf(asked, decided);
  }
  return carryOut(context, asked, decided);
}

/** What would become of a service now. */
export async function decideFor(
  context: Context,
  record: StoredScaling,
  { wish, undo }: Pick<Asked, 'wish' | 'undo'>,
): Promise<Decided> {
  const subject = await subjectOf(context, record);
  const gathered = await gather(context, subject, wish);
  const decision =
    undo === undefined
      ? decide(gathered.facts)
      : undoDecision(changeNamed(record, undo), gathered.facts.capacity);
  return { subject, gathered, decision };
}

function changeNamed(
  { changes }: StoredScaling,
  id: string,
): { readonly change: Change; readonly isLast: boolean } {
  const done = changes.filter(({ state }) => state.name === 'DONE');
  const change = done.find((one) => one.id === id);
  if (!change) throw new NotFound(`No change ${id} of it is kept that could be taken back.`);
  return { change, isLast: done[0] === change };
}

/** Does what was decided: written down, set, read back. */
export async function carryOut(context: Context, asked: Asked, decided: Decided): Promise<Answer> {
  const change = newChange(context, asked, decided);
  const begun = await begin(context, decided.subject, change);
  const subject = { ...decided.subject, record: begun };
  const made = succeeded(await make(context, subject, change, (one) => answerOf(asked, decided, one)));
  await count(context, decided);
  return answerOf(asked, decided, made);
}

function newChange(context: Context, { undo, forcedBy }: Asked, { gathered, decision }: Decided): Change {
  const now = context.clock.now();
  const { setting = {}, from, to, verdict, words } = decision;
  const { capacity } = gathered.facts;
  const call = callOf(context);
  return {
    id: context.ids.next('scl', now),
    resource: capacity.name,
    direction: verdict === 'SCALE_OUT' ? 'out' : 'in',
    from,
    to,
    setting,
    undo: undoOf(capacity, setting),
    words,
    at: new Date(now).toISOString(),
    by: context.call.caller.arn,
    ...(call !== undefined && { call }),
    ...(forcedBy !== undefined && { forcedBy }),
    ...(undo !== undefined && { undoes: undo }),
    state: { name: 'BEGUN' },
  };
}

/** Tells a repeat of the same call from another one; calls without a key are never repeats. */
function callOf({ call: { operation, caller, idempotencyKey } }: Context): string | undefined {
  return idempotencyKey === undefined ? undefined : digest({ operation, caller: caller.arn, idempotencyKey });
}

function ofThisCall(context: Context, { changes: [newest] }: StoredScaling): Change | undefined {
  const call = callOf(context);
  // One that failed left everything as it was, so that the same call may try again.
  return call !== undefined && newest?.call === call && newest.state.name !== 'FAILED' ? newest : undefined;
}

/** The record, once a change that nobody ended is ended. */
async function settled(context: Context, { environment, service, dryRun }: Asked): Promise<StoredScaling> {
  const record = await readScaling(context, { environment, service });
  const [newest] = record.changes;
  if (dryRun || newest?.state.name !== 'BEGUN') return record;
  const isMine = ofThisCall(context, record) !== undefined;
  if (!isMine && context.clock.now() < Date.parse(newest.at) + ABANDONED_MS) return record;
  // Whatever acts on it is let come to its end first; then the change is ended as well.
  if (await actedUpon(context, record)) return record;
  const subject = await subjectOf(context, record);
  await (isMine ? resume : settle)(context, subject, newest);
  return readScaling(context, { environment, service });
}

/** The answer of a change that an earlier attempt of this very call made. */
async function repeatedAnswer(
  context: Context,
  asked: Asked,
  record: StoredScaling,
  change: Change,
): Promise<Answer> {
  if (change.state.name === 'BEGUN') {
    const acted = await actedUpon(context, record);
    throw new Conflict(`The change ${change.id} is being made.${acted ? ` ${acted.words}` : ''}`, {
      conflictsWith: change.id,
    });
  }
  const decided = await decideFor(context, record, { wish: asked.wish });
  const { from, to, words } = change;
  const verdict = change.direction === 'out' ? 'SCALE_OUT' : 'SCALE_IN';
  const decision: Decision = {
    verdict,
    from,
    to,
    words,
    code: change.direction === 'out' ? 'OUT' : 'IN',
    why: [],
  };
  return answerOf(asked, { ...decided, decision }, succeeded(change));
}

async function count(context: Context, { subject, gathered, decision }: Decided): Promise<void> {
  const { meter } = gathered.facts;
  if (meter) await keepMeter(context, subject.record, { ...meter, units: decision.to });
}
