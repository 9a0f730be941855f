import { percent } from '../root-cause/evidence.ts';
import { cleanText, TEXT_LIMITS } from './clean-text.ts';
import { withLine } from './line.ts';
import type { IncidentRecord } from './record.ts';
import { iso } from './source-time.ts';

/** What an investigation found, as the incident keeps it. */
export interface IncidentCause {
  /** When it was looked, ISO 8601. */
  readonly at: string;
  /** The first look comes when it opens; the second, some minutes later, has more to go by. */
  readonly look: 'first' | 'second';
  /** Of which opening of the incident. */
  readonly reopened: number;
  readonly verdict: 'RANKED' | 'NOT_ENOUGH_DATA';
  /** Most likely first. */
  readonly causes: readonly SuspectedCause[];
  /** What was not looked at, or could not be. */
  readonly notSeen: readonly string[];
}

export interface SuspectedCause {
  readonly service: string;
  /** The chance that it is the cause; 0 to 1. */
  readonly confidence: number;
  /** Strongest first; may hold text from logs, which is untrusted. */
  readonly evidence: readonly string[];
}

/** The part of the product that looks for causes, as it signs lines. */
export const BY_INVESTIGATION = 'investigation';

/** Kept of an investigation; all of it is there on request. */
const MOST = { causes: 3, evidence: 3, notSeen: 8 } as const;

/** Whether this look, or the one after it, was done for the incident's present opening. */
export function isInvestigated({ cause, reopened }: IncidentRecord, look: IncidentCause['look']): boolean {
  return cause?.reopened === reopened && (cause.look === 'second' || look === 'first');
}

/**
 * The incident with what was found about its cause, told in a line where it is something new; the same record where
 * this look was done before.
 * @param now milliseconds
 */
export function withCause(
  record: IncidentRecord,
  found: Pick<IncidentCause, 'look' | 'verdict' | 'causes' | 'notSeen'>,
  now: number,
): IncidentRecord {
  if (isInvestigated(record, found.look)) return record;
  const cause = { ...kept(found), at: iso(now), reopened: record.reopened };
  const after = { ...record, cause };
  const words = causeWords(cause);
  const before = record.cause?.reopened === record.reopened ? record.cause : undefined;
  if (words === undefined || leading(before) === leading(cause)) return after;
  return withLine(after, iso(now), BY_INVESTIGATION, cleanText(words, TEXT_LIMITS.reason));
}

/** What is likely the cause, in a sentence; undefined where there was not enough to tell. */
export function causeWords({
  verdict,
  causes,
}: Pick<IncidentCause, 'verdict' | 'causes'>): string | undefined {
  const [first, ...others] = causes;
  if (verdict !== 'RANKED' || first === undefined) return undefined;
  const after = others
    .filter(({ confidence }) => confidence >= WORTH_NAMING)
    .map(({ service, confidence }) => `${service} (${likely(confidence)})`);
  const then = after.length > 0 ? ` After it: ${after.join(', ')}.` : '';
  const why = first.evidence.length > 0 ? `: ${first.evidence.join('; ')}` : '';
  return `The cause is most likely ${first.service} (${likely(first.confidence)})${why}.${then}`;
}

const WORTH_NAMING = 0.05;
/** Nobody measured how often what is surer than this is wrong. */
const SUREST = 0.99;

/** A confidence as people read it, such as `82% likely`. */
export function likely(confidence: number): string {
  return confidence > SUREST ? `over ${percent(SUREST)} likely` : `${percent(confidence)} likely`;
}

function leading(cause: Pick<IncidentCause, 'verdict' | 'causes'> | undefined): string | undefined {
  return cause?.verdict === 'RANKED' ? cause.causes[0]?.service : undefined;
}

function kept({ causes, notSeen, ...rest }: Pick<IncidentCause, 'look' | 'verdict' | 'causes' | 'notSeen'>) {
  return {
    ...rest,
    causes: causes.slice(0, MOST.causes).map((one) => ({
      ...one,
      evidence: one.evidence.slice(0, MOST.evidence).map((words) => cleanText(words, TEXT_LIMITS.tag)),
    })),
    notSeen: notSeen.slice(0, MOST.notSeen).map((words) => cleanText(words, TEXT_LIMITS.tag)),
  };
}
