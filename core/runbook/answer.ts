import type { IncidentRecord, RunOfIncident } from '../incident/record.ts';
import { AUTONOMY, type Autonomy } from './autonomy.ts';
import { type Match, type MatchFacts, match } from './match.ts';
import { type RepairFacts, repairsOf } from './repairs.ts';
import type { RunTarget } from './run.ts';
import type { Runbook } from './runbook.ts';

export interface AnswerFacts extends RepairFacts, Pick<MatchFacts, 'changes' | 'now'> {
  readonly incident: Pick<IncidentRecord, 'label' | 'state' | 'severity' | 'runs'>;
}

/** What an incident is answered with. */
export type Answer =
  | { readonly next: 'nothing'; readonly words: string }
  | { readonly next: 'later'; readonly seconds: number; readonly words: string }
  /** The nearest first; the next one is for where that cannot act on its target. */
  | { readonly next: 'run'; readonly candidates: readonly Candidate[] };

/** A runbook that may be run now, and on what. */
export interface Candidate {
  readonly target: RunTarget;
  readonly match: Match;
  /** Keys of the signals that it is run for; see `RunRecord.signals`. */
  readonly signals: readonly string[];
}

/** Ends of a run after which the next runbook may be tried; after any other a person has to look. */
const TRY_ON: readonly string[] = ['INEFFECTIVE', 'SUCCEEDED'];
/** Seconds after which a runbook that found no reason to act may find one: symptoms take time to show. */
const ASK_AGAIN_SECONDS = 480;
/** So often a runbook is made for an incident that something in passing keeps from beginning. */
const MOST_HINDERED = 5;
/** How often a new incident is looked at whose origin is somebody else's business at the moment. */
const LOOK_SECONDS = 300;
/** The older an incident is, the less a look sooner would change: looks are a twelfth of its age apart. */
const AGE_SHARE = 12;
const MOST_LOOK_SECONDS = LOOK_SECONDS * 64;

/**
 * Which runbook answers an incident, on which service. Only where it began is touched, what others need first; see
 * `repairsOf`.
 */
export function answer(runbooks: readonly Runbook[], facts: AnswerFacts): Answer {
  const reason = leftAlone(facts);
  if (reason !== undefined) return { next: 'nothing', words: reason };
  const repairs = repairsOf(facts);
  const busy = repairs.find((service) => service.busy !== undefined)?.busy;
  if (busy !== undefined) return { next: 'later', seconds: untilNextLook(facts), words: busy };
  const found = repairs.flatMap(({ target, type, signals, surestAt = 0 }) =>
    match(runbooks, {
      ...facts,
      signals,
      service: target.service,
      target: type,
      tried: triedOn(target, facts),
    }).map((one) => ({
      target,
      signals: signals.map(({ key }) => key),
      match: { ...one, inSeconds: Math.max(one.inSeconds, Math.ceil((surestAt - facts.now) / 1000)) },
    })),
  );
  return choice(found) ?? askAgain(facts) ?? { next: 'nothing', words: 'No runbook answers what fires.' };
}

/** The nearest runbook is waited for: a farther one that could begin now would take its place. */
function choice(found: readonly Candidate[]): Answer | undefined {
  const [best] = found;
  if (!best) return undefined;
  const { inSeconds, runbook } = best.match;
  if (inSeconds > 0)
    return { next: 'later', seconds: inSeconds, words: `'${runbook}' answers it in ${inSeconds} s.` };
  return { next: 'run', candidates: found.filter(({ match: { inSeconds: left } }) => left === 0) };
}

type Aged = Pick<AnswerFacts, 'startedAt' | 'now'>;

/**
 * Seconds until the next of the moments that are the same for all who ask, so that many questions lead to one look. The
 * older the incident, the farther apart they are.
 */
export function untilNextLook({ startedAt, now }: Aged): number {
  const doublings = Math.floor(Math.log2(leastSeconds({ startedAt, now }) / LOOK_SECONDS));
  const period = Math.min(MOST_LOOK_SECONDS, LOOK_SECONDS * 2 ** Math.max(0, doublings));
  return period - (Math.floor(now / 1000) % period);
}

/** Seconds for which an incident of this age is left alone, however soon something may have passed. */
export function leastSeconds({ startedAt, now }: Aged): number {
  return Math.min(MOST_LOOK_SECONDS, Math.ceil(Math.max(0, now - startedAt) / 1000 / AGE_SHARE));
}

/** A runbook that found no reason to act, or was kept from it, is asked again, also where the others must not begin. */
export function askAgain({
  incident,
  now,
}: Pick<AnswerFacts, 'incident' | 'now'>): Extract<Answer, { next: 'later' }> | undefined {
  const again = incident.runs.filter(isAskedAgain).map((run) => secondsLeft(run, now));
  const [seconds] = again.filter((left) => left > 0).sort((one, other) => one - other);
  if (seconds === undefined) return undefined;
  return { next: 'later', seconds, words: `What did not begin to act is asked again in ${seconds} s.` };
}

function secondsLeft({ at }: RunOfIncident, now: number): number {
  return Math.ceil((Date.parse(at) + ASK_AGAIN_SECONDS * 1000 - now) / 1000);
}

/** Why no runbook answers an incident, whatever is wrong with its services; undefined when one may. */
export function leftAlone({
  incident,
  services,
}: Pick<AnswerFacts, 'incident' | 'services'>): string | undefined {
  const { label, state, runs } = incident;
  if (label !== undefined) return `It is ${label}: caused on purpose.`;
  if (state.name !== 'TRIGGERED' && state.name !== 'ACKNOWLEDGED') return `It is ${state.name}.`;
  const going = runs.find(({ outcome }) => outcome === undefined);
  if (going) return `The run ${going.runId} is at work.`;
  const ended =
    runs.find((run) => !TRY_ON.includes(run.outcome ?? '') && !isAskedAgain(run)) ??
    runs.filter(wasHindered)[MOST_HINDERED - 1];
  if (ended) return `The run ${ended.runId} ended ${ended.outcome}: a person decides.`;
  return services.some(({ signals }) => signals.length > 0) ? undefined : 'No registered service fires.';
}

/** Runbooks that did not help there, and those that did not begin to act a moment ago. */
function triedOn({ service }: RunTarget, { incident, now }: AnswerFacts): string[] {
  return incident.runs
    .filter((run) => run.service === undefined || run.service === service)
    .filter((run) => run.outcome === 'INEFFECTIVE' || (isAskedAgain(run) && secondsLeft(run, now) > 0))
    .map(({ runbook }) => runbook);
}

/** Nothing was changed, and nobody said no. */
function isAskedAgain(run: RunOfIncident): boolean {
  return foundNoReason(run) || wasHindered(run);
}

/** Its precondition was not true, or its tool could not act. */
function foundNoReason({ outcome, code }: RunOfIncident): boolean {
  return outcome === 'REFUSED' && code === 'STEP_REFUSED';
}

/** A freeze, a deployment, another run or a limit stood in its way, and passes. */
function wasHindered({ outcome, code }: RunOfIncident): boolean {
  return outcome === 'REFUSED' && code === 'NOT_NOW';
}

/** What a runbook may do by itself for an incident: for one that hardly hurts it asks first. */
export function levelFor(level: Autonomy, { severity }: Pick<IncidentRecord, 'severity'>): Autonomy {
  if (severity !== 'low') return level;
  return AUTONOMY.indexOf(level) > AUTONOMY.indexOf('ask') ? 'ask' : level;
}
