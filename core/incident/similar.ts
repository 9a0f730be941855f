import { traitsOf } from './fingerprint.ts';
import { helped } from './helped.ts';
import type { IncidentRecord } from './record.ts';

/** A past incident like the present one, and what ended it. */
export interface Similar {
  readonly incidentId: string;
  /** 1 for the same fingerprint; else the share of traits that both have. */
  readonly score: number;
  readonly why: string;
  readonly whatWorked: readonly string[];
}

/** Less than half of the traits in common says nothing. */
const LEAST_SCORE = 0.5;
const SIMILAR_LIMIT = 5;

/** Past incidents that are most like this one, best first and of equals the newest; only those that are over. */
export function similar(record: IncidentRecord, past: readonly IncidentRecord[]): readonly Similar[] {
  return past
    .filter(({ id, state }) => id !== record.id && state.name === 'RESOLVED')
    .map((other) => ({ other, ...likeness(record, other) }))
    .filter(({ score }) => score >= LEAST_SCORE)
    .sort((one, two) => two.score - one.score || (one.other.createdAt < two.other.createdAt ? 1 : -1))
    .slice(0, SIMILAR_LIMIT)
    .map(({ other, score, why }) => ({ incidentId: other.id, score, why, whatWorked: whatWorked(other) }));
}

/** Jaccard's index over the traits. */
function likeness(one: IncidentRecord, other: IncidentRecord): Pick<Similar, 'score' | 'why'> {
  if (one.fingerprint === other.fingerprint) return { score: 1, why: 'The same fingerprint.' };
  const [traits, others] = [traitsOf(one), traitsOf(other)];
  const both = traits.filter((trait) => others.includes(trait));
  const either = traits.length + others.length - both.length;
  return { score: both.length / either, why: `Both had ${both.join(', ')}.` };
}

function whatWorked({ runs, state, rootCause }: IncidentRecord): readonly string[] {
  const worked = runs.filter(helped).map(({ runbook }) => `Runbook ${runbook}.`);
  const said =
    state.name === 'RESOLVED' && state.resolved.how === 'PERSON' ? [state.resolved.resolution] : [];
  return [...worked, ...said, ...(rootCause === undefined ? [] : [`Cause: ${rootCause}`])];
}
