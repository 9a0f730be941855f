import type { IncidentRecord, RunOfIncident } from '../incident/record.ts';
import { needs, nodeOf, type ServiceGraph } from '../incident/service-graph.ts';
import { AUTONOMY, type Autonomy } from './autonomy.ts';
import type { FiringSignal } from './match.ts';
import { type Match, type MatchFacts, match } from './match.ts';
import type { RunTarget } from './run.ts';
import type { Runbook, TargetType } from './runbook.ts';

/** A registered service of which signals fire. */
export interface FiringService {
  readonly target: RunTarget;
  readonly type: TargetType;
  readonly signals: readonly FiringSignal[];
  /** What is under way there, in words: a deployment or a run, whose business the signals are. */
  readonly busy?: string;
}

export interface AnswerFacts extends Omit<MatchFacts, 'signals' | 'target' | 'tried'> {
  readonly incident: Pick<IncidentRecord, 'label' | 'state' | 'severity' | 'runs'>;
  readonly services: readonly FiringService[];
  readonly graph: ServiceGraph;
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
}

/** Ends of a run after which the next runbook may be tried; after any other a person has to look. */
const TRY_ON: readonly string[] = ['INEFFECTIVE', 'SUCCEEDED'];

/**
 * Which runbook answers an incident, on which service. Only a service that needs no other one which fires too is
 * touched: what its callers feel is not theirs to repair.
 */
export function answer(runbooks: readonly Runbook[], facts: AnswerFacts): Answer {
  const reason = leftAlone(facts);
  if (reason !== undefined) return { next: 'nothing', words: reason };
  const origins = facts.services.filter((service) => isOrigin(service, facts));
  const busy = origins.find((service) => service.busy !== undefined)?.busy;
  if (busy !== undefined) return { next: 'nothing', words: busy };
  const tried = facts.incident.runs.filter(isIneffective).map(({ runbook }) => runbook);
  const found = origins
    .flatMap((service) =>
      match(runbooks, { ...facts, signals: service.signals, target: service.type, tried }).map((one) => ({
        target: service.target,
        match: one,
      })),
    )
    .sort((a, b) => b.match.score - a.match.score);
  return choice(found);
}

/** The nearest runbook is waited for: a farther one that could begin now would take its place. */
function choice(found: readonly Candidate[]): Answer {
  const [best] = found;
  if (!best) return { next: 'nothing', words: 'No runbook answers what fires.' };
  const { inSeconds, runbook } = best.match;
  if (inSeconds > 0)
    return { next: 'later', seconds: inSeconds, words: `'${runbook}' answers it in ${inSeconds} s.` };
  return { next: 'run', candidates: found.filter(({ match: { inSeconds: left } }) => left === 0) };
}

function leftAlone({ incident, services }: AnswerFacts): string | undefined {
  const { label, state, runs } = incident;
  if (label !== undefined) return `It is ${label}: caused on purpose.`;
  if (state.name !== 'TRIGGERED' && state.name !== 'ACKNOWLEDGED') return `It is ${state.name}.`;
  const going = runs.find(({ outcome }) => outcome === undefined);
  if (going) return `The run ${going.runId} is at work.`;
  const ended = runs.find(({ outcome = '' }) => !TRY_ON.includes(outcome));
  if (ended) return `The run ${ended.runId} ended ${ended.outcome}: a person decides.`;
  return services.length === 0 ? 'No registered service fires.' : undefined;
}

function isIneffective({ outcome }: RunOfIncident): boolean {
  return outcome === 'INEFFECTIVE';
}

function isOrigin({ target }: FiringService, { services, graph }: AnswerFacts): boolean {
  const own = nodeOf(target.environment, target.service);
  const needed = needs(graph, own);
  // Two that need each other may both be where it began.
  return !services.some((other) => {
    const node = nodeOf(other.target.environment, other.target.service);
    return node !== own && needed.has(node) && !needs(graph, node).has(own);
  });
}

/** What a runbook may do by itself for an incident: for one that hardly hurts it asks first. */
export function levelFor(level: Autonomy, { severity }: Pick<IncidentRecord, 'severity'>): Autonomy {
  if (severity !== 'low') return level;
  return AUTONOMY.indexOf(level) > AUTONOMY.indexOf('ask') ? 'ask' : level;
}
