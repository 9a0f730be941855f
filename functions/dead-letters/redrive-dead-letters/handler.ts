import type { DeadLetter } from '../../../core/dead-letters/letter.ts';
import { type Ours, type Redrive, redrive } from '../../../core/dead-letters/redrive.ts';
import type { Context } from '../../context.ts';
import { functionArnOf, queueArns } from '../../environment.ts';
import type { Handler } from '../../operation.ts';
import { countLetters, deleteLetter, giveBack, type Taken, takeLetters } from '../queue.ts';
import { isFor } from '../shown.ts';
import { audit } from './audit.ts';
import type { definition } from './definition.ts';
import { deliver } from './deliver.ts';
import { readSenders } from './senders.ts';

type Output = Awaited<ReturnType<Handler<typeof definition>>>;
type Told = Output['letters'][number];

interface Planned {
  readonly taken: Taken;
  readonly plan: Redrive;
}

/** Longer than the operation itself, so that nobody else takes a letter while it is delivered. */
const HIDDEN_SECONDS = 60;
/** No delivery begins later than this: the one that is under way has to end within the operation's time. */
const BEGIN_WITHIN_MS = 8_000;

export const handler: Handler<typeof definition> = async ({ limit, target, dryRun }, context) => {
  const begun = context.clock.now();
  const { waiting } = await countLetters(context);
  const wanted = (letter: DeadLetter) => isFor(letter, target);
  const taken = await takeLetters(context, waiting, {
    limit,
    hiddenSeconds: HIDDEN_SECONDS,
    until: begun + BEGIN_WITHIN_MS,
    wanted,
  });
  const kept = new Set(taken);
  const left = () => Math.max(waiting, taken.length) - (taken.length - kept.size);
  try {
    const planned = await plan(context, taken.filter(({ letter }) => wanted(letter)).slice(0, limit));
    if (planned.length === 0) return { state: 'NO_DATA', letters: [], waiting: left() };
    if (dryRun) return { state: 'PLANNED', letters: planned.map(announced), waiting: left() };
    await audit(context, `The redrive of ${planned.length} dead letters was begun.`);
    const letters: Told[] = [];
    for (const one of planned) {
      if (context.clock.now() - begun > BEGIN_WITHIN_MS) break;
      const told = await carryOut(context, one);
      if (told.outcome === 'DELIVERED') kept.delete(one.taken);
      letters.push(told);
    }
    const delivered = letters.filter(({ outcome }) => outcome === 'DELIVERED').length;
    const state = delivered === planned.length ? 'DONE' : 'INCOMPLETE';
    const answer: Output = { state, letters, waiting: left() };
    await audit(context, `${delivered} of ${planned.length} dead letters were delivered.`, answer);
    return answer;
  } finally {
    await giveBack(context, [...kept]);
  }
};

/** What is to be done with each letter, by the rules and schedules as they are now. */
async function plan(context: Context, all: readonly Taken[]): Promise<Planned[]> {
  if (all.length === 0) return [];
  const [ours, senders] = [oursOf(context), await readSenders(context)];
  return all.map((taken) => ({ taken, plan: redrive(taken.letter, ours, senders) }));
}

function oursOf({ environment }: Context): Ours {
  const { account, region, scheduleGroup, startRestoreFunction, triggers } = environment;
  const driverFunctions = Object.values(environment.driverFunctions);
  const { rules, functions } = triggers;
  const queues = queueArns(environment);
  return {
    account,
    region,
    scheduleGroup,
    startRestoreFunction,
    failRunFunction: functionArnOf(environment, 'fail_run'),
    answerIncidentFunction: functionArnOf(environment, 'answer_incident'),
    noteCauseFunction: functionArnOf(environment, 'note_cause'),
    recoverChaosTestFunction: functionArnOf(environment, 'recover_chaos_test'),
    applyOptimizationFunction: functionArnOf(environment, 'apply_optimization'),
    driverFunctions,
    rules,
    functions,
    queues,
  };
}

function announced({ taken, plan: next }: Planned): Told {
  if (next.kind === 'refuse') return { ...named(taken), outcome: 'REFUSED', words: next.words };
  const words =
    next.kind === 'invoke'
      ? `${next.functionArn.split(':').at(-1)} would be called.`
      : `${next.queueArn.split(':').at(-1)} would get it again.`;
  return { ...named(taken), outcome: 'PLANNED', words };
}

/** A letter is deleted only once what it is for has it. */
async function carryOut(context: Context, { taken, plan: next }: Planned): Promise<Told> {
  if (next.kind === 'refuse') return { ...named(taken), outcome: 'REFUSED', words: next.words };
  const delivery = await deliver(context, next);
  if (delivery.outcome === 'DELIVERED') await deleteLetter(context, taken);
  return { ...named(taken), ...delivery };
}

function named({ letter }: Taken): Pick<Told, 'id' | 'target'> {
  return { id: letter.id, ...(letter.kind !== 'unknown' && { target: letter.target }) };
}
