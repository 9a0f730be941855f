import type { SuspectedCause } from '../../../core/incident/cause.ts';
import type { Evidence } from '../../../core/root-cause/evidence.ts';
import type { Ranking } from '../../../core/root-cause/rank-causes.ts';

/** Weaker evidence is not worth a word; a change or a past incident adds to other evidence, and is worth little more. */
const WORTH_TELLING = 1;
const PRIORS: readonly Evidence['kind'][] = ['change', 'history'];

/** Causes as an incident tells them: in words. */
export function suspected({ causes }: Ranking): readonly SuspectedCause[] {
  return causes.map(({ node, confidence, evidence }) => ({
    service: node,
    confidence: Number(confidence.toPrecision(3)),
    evidence: evidence
      .filter(({ kind, nats }) => nats >= WORTH_TELLING || PRIORS.includes(kind))
      .map(({ words }) => words),
  }));
}
