import { Conflict, Refused } from '../../../core/errors.ts';
import { BY_RUNBOOKS } from '../../../core/incident/attached.ts';
import { withLine } from '../../../core/incident/line.ts';
import type { StoredIncident } from '../../../core/incident/record.ts';
import {
  type AnswerFacts,
  answer,
  askAgain,
  type Candidate,
  leastSeconds,
  levelFor,
  untilNextLook,
} from '../../../core/runbook/answer.ts';
import { approvalsNeeded } from '../../../core/runbook/approval.ts';
import type { RunRecord } from '../../../core/runbook/run.ts';
import type { Runbook } from '../../../core/runbook/runbook.ts';
import type { Context } from '../../context.ts';
import { readIncident, saveIncident } from '../../incidents/store.ts';
import type { Handler } from '../../operation.ts';
import { type Facts, gatherFacts } from '../facts.ts';
import { knownRunbooks, readRunbook } from '../known-runbooks.ts';
import { readLiveRuns } from '../ledgers.ts';
import { admission, drafted, refuseUnlessAdmitted } from '../make-run.ts';
import { carryOutStart, createRun } from '../new-run.ts';
import { askLater } from '../run-schedule.ts';
import { readRun } from '../store.ts';
import type { definition } from './definition.ts';
import { gather } from './gather.ts';

type Told = Awaited<ReturnType<Handler<typeof definition>>>;

/** Idempotent: events come more than once and late, and only what is true of the incident now counts. */
export const handler: Handler<typeof definition> = async ({ incidentId }, context) => {
  const incident = await readIncident(context, incidentId);
  const facts = await gather(context, incident);
  const found = answer(knownRunbooks(context), facts);
  switch (found.next) {
    case 'nothing':
      await startAgain(context, facts);
      return found;
    case 'later':
      await startAgain(context, facts);
      return later(context, incidentId, found.seconds, found.words);
    case 'run':
      return runFirst(context, incident, found.candidates, facts);
  }
};

async function later(context: Context, incidentId: string, seconds: number, words: string): Promise<Told> {
  await askLater(context, incidentId, context.clock.now() + seconds * 1000);
  return { next: 'later', words };
}

/** A run that an earlier call made, and did not get to start. */
async function startAgain(context: Context, { services }: AnswerFacts): Promise<void> {
  const live = await Promise.all(services.map(({ target }) => readLiveRuns(context, target)));
  for (const { id } of live.flat()) await carryOutStart(context, await readRun(context, id));
}

/** The nearest runbook that can act on its target, and may. */
async function runFirst(
  context: Context,
  incident: StoredIncident,
  candidates: readonly Candidate[],
  facts: AnswerFacts,
): Promise<Told> {
  const refusals: string[] = [];
  const waits: number[] = [];
  for (const candidate of candidates) {
    try {
      return await run(context, incident, candidate);
    } catch (error) {
      if (!(error instanceof Conflict || error instanceof Refused)) throw error;
      context.log.info('A runbook was not started.', { incident: incident.id, why: error.message });
      refusals.push(`${candidate.match.runbook}: ${error.message}`);
      waits.push(error.detail.retryAfterSeconds ?? Number.POSITIVE_INFINITY);
      // Somebody else was quicker, who now has the target, and may leave it as it was.
      if (error instanceof Conflict)
        return later(context, incident.id, untilNextLook(facts), refusals.join(' '));
    }
  }
  // A freeze, a limit or a brake passes by itself, and nobody would ask again then.
  const seconds = Math.min(...waits, askAgain(facts)?.seconds ?? Number.POSITIVE_INFINITY);
  const least = leastSeconds(facts);
  if (Number.isFinite(seconds))
    return later(context, incident.id, Math.max(seconds, least), refusals.join(' '));
  return { next: 'nothing', words: refusals.join(' ') };
}

/** A storm has more signals than a record has room for: then those of the service have to do. */
const MOST_SIGNALS = 50;

async function run(
  context: Context,
  incident: StoredIncident,
  { match, target, signals }: Candidate,
): Promise<Told> {
  const runbook = readRunbook(context, match.runbook);
  const facts = await gatherFacts(context, runbook, target, incident.id);
  const draft = drafted(context, facts, 'signals', incident.id);
  const made = {
    ...forIncident(incident, runbook, draft),
    ...(signals.length <= MOST_SIGNALS && { signals }),
  };
  if (made.autonomy === 'observe') return suggest(context, incident, made, match.words);
  refuseUnlessAdmitted(admission(context, facts, made));
  return begin(context, facts, made, match.words);
}

function forIncident(incident: StoredIncident, runbook: Runbook, draft: RunRecord): RunRecord {
  const autonomy = levelFor(draft.autonomy, incident);
  return { ...draft, autonomy, approvalsNeeded: approvalsNeeded(runbook.risk, autonomy, 'signals') };
}

async function begin(context: Context, facts: Facts, made: RunRecord, words: string): Promise<Told> {
  const created = await createRun(context, facts, made);
  await carryOutStart(context, created);
  return { next: 'run', words, runId: created.id };
}

/** Said once: the same words are in the story already when an event comes again. */
async function suggest(
  context: Context,
  incident: StoredIncident,
  { runbook, plan, target }: RunRecord,
  why: string,
): Promise<Told> {
  const would = plan.filter(({ changes }) => changes).map((step) => step.words);
  const words = `Runbook ${runbook} would answer it on ${target.service} (${why}) ${would.join(' ')} It may not run by itself; start_runbook runs it.`;
  const isSaid = incident.timeline.some(
    ({ by, words: said }) => by === BY_RUNBOOKS && said.startsWith(`Runbook ${runbook} would answer`),
  );
  if (isSaid) return { next: 'suggest', words };
  const at = new Date(context.clock.now()).toISOString();
  await saveIncident(context, incident, withLine(incident, at, BY_RUNBOOKS, words), { words });
  return { next: 'suggest', words };
}
