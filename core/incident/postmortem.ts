import { actionItems } from './action-items.ts';
import { type IncidentCause, likely } from './cause.ts';
import { helped } from './helped.ts';
import { postmortemMarkdown } from './postmortem-markdown.ts';
import type { IncidentLine, IncidentRecord, RunOfIncident } from './record.ts';
import type { Similar } from './similar.ts';

/** What the incident did to those who use the service, counted by an objective. */
export interface Impact {
  readonly requests: number;
  readonly failed: number;
  readonly objective?: string;
  /** Share of the error budget that it used up; 1 is all of it. */
  readonly budgetShare?: number;
}

/** What was found out besides the record. */
export interface PostmortemEvidence {
  readonly impact?: Impact;
  /** A cause counts as found only with evidence. */
  readonly cause?: { readonly words: string; readonly evidence: readonly string[] };
  readonly similar?: readonly Similar[];
}

export type Cause =
  | { readonly kind: 'found'; readonly words: string; readonly evidence: readonly string[] }
  /** A person's word, without evidence of ours. */
  | { readonly kind: 'stated'; readonly words: string }
  | { readonly kind: 'undetermined'; readonly candidates: readonly string[] };

export interface Postmortem {
  readonly incidentId: string;
  readonly title: string;
  readonly severity: string;
  readonly environment: string;
  readonly services: readonly string[];
  readonly summary: string;
  readonly times: IncidentRecord['times'];
  readonly impact: Impact | { readonly state: 'NO_DATA' };
  readonly timeline: readonly IncidentLine[];
  readonly cause: Cause;
  readonly helped: readonly string[];
  readonly didNotHelp: readonly string[];
  readonly actionItems: readonly string[];
  readonly similar: readonly Similar[];
}

/** The draft of a postmortem: facts of the record and the evidence, nothing guessed. */
export function postmortem(
  record: IncidentRecord,
  evidence: PostmortemEvidence = {},
): { readonly markdown: string; readonly json: Postmortem } {
  const json = draft(record, evidence);
  return { markdown: postmortemMarkdown(json), json };
}

function draft(record: IncidentRecord, evidence: PostmortemEvidence): Postmortem {
  const { id, title, severity, environment, services, times, timeline } = record;
  const cause = causeOf(record, evidence);
  const impact = evidence.impact ?? { state: 'NO_DATA' as const };
  return {
    incidentId: id,
    title,
    severity,
    environment,
    services,
    summary: summaryOf(record),
    times,
    impact,
    timeline,
    cause,
    ...effectOf(record),
    actionItems: actionItems(record, {
      causeKnown: cause.kind !== 'undetermined',
      impactKnown: 'failed' in impact,
    }),
    similar: evidence.similar ?? [],
  };
}

function summaryOf({
  title,
  severity,
  environment,
  services,
  memberCount,
  times,
  state,
}: IncidentRecord): string {
  const where = `${services.join(', ') || 'no known service'} in ${environment}`;
  const begin = `${title} (${severity}): ${memberCount} signals of ${where}, from ${times.startedAt}`;
  if (state.name !== 'RESOLVED') return `${begin}; it is not over.`;
  const { resolved } = state;
  const words =
    resolved.how === 'PERSON' ? `Resolved by ${resolved.by}: ${resolved.resolution}` : resolved.words;
  return `${begin} to ${times.recoveredAt ?? state.at}. ${words}`;
}

/** An investigation's first choice that is less likely than this is one candidate of several. */
const LIKELY = 0.5;

function causeOf(record: IncidentRecord, { cause }: PostmortemEvidence): Cause {
  const { rootCause, changes, origins = [], cause: investigated } = record;
  if (cause && cause.evidence.length > 0) return { kind: 'found', ...cause };
  if (rootCause !== undefined) return { kind: 'stated', words: rootCause };
  const [first] = investigated?.verdict === 'RANKED' ? investigated.causes : [];
  if (first && first.confidence >= LIKELY)
    return { kind: 'found', words: suspectWords(first), evidence: first.evidence };
  const suspected = [
    ...(cause ? [`${cause.words} (no evidence)`] : []),
    ...(investigated ? candidatesOf(investigated) : []),
  ];
  return {
    kind: 'undetermined',
    candidates: [
      ...suspected,
      ...origins.map((service) => `By what was measured it began at ${service}.`),
      ...changes.map(({ kind, id, at, words }) => `${kind} ${id} at ${at}: ${words}`),
    ],
  };
}

function candidatesOf({ verdict, causes }: IncidentCause): readonly string[] {
  const doubt = verdict === 'RANKED' ? '' : '; there was not enough data to be sure of anything';
  return causes.map((one) => `${suspectWords(one)} ${one.evidence.join('; ')}${doubt}.`);
}

function suspectWords({ service, confidence }: IncidentCause['causes'][number]): string {
  return `By what was measured, ${service} (${likely(confidence)}).`;
}

/** What did not help as far as is known: a run that ended in any other way, has not ended, or changed nothing. */
function effectOf({ runs, state }: IncidentRecord): Pick<Postmortem, 'helped' | 'didNotHelp'> {
  const lines = (some: readonly RunOfIncident[]) => some.map(wordsOf);
  const person =
    state.name === 'RESOLVED' && state.resolved.how === 'PERSON' ? [state.resolved.resolution] : [];
  return {
    helped: [...lines(runs.filter(helped)), ...person],
    didNotHelp: lines(runs.filter((run) => !helped(run))),
  };
}

function wordsOf({ runId, runbook, at, outcome = 'not ended', changed }: RunOfIncident): string {
  const nothing = outcome === 'SUCCEEDED' && changed === false ? ', having changed nothing' : '';
  return `Runbook ${runbook} (${runId}, ${at}): ${outcome}${nothing}.`;
}
