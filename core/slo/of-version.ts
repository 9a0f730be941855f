import type { Indicator, MetricTerm, PlainIndicator, Terms } from './objective.ts';

/**
 * What a metric is to one version of a service: the metric of that version alone, one of the other version or of
 * neither (`other`), or one in which versions cannot be told apart (`all`).
 */
export type VersionTerm = (term: MetricTerm) => MetricTerm | 'other' | 'all';

/** An indicator that counts one version alone; nothing where one of its metrics cannot tell versions apart. */
export function ofVersion(indicator: Indicator, termOf: VersionTerm): Indicator | undefined {
  if (indicator.kind !== 'composite') return plainOf(indicator, termOf);
  const parts = indicator.parts.flatMap((part) => {
    const own = plainOf(part.indicator, termOf);
    return own ? [{ weight: part.weight, indicator: own }] : [];
  });
  return parts.length === indicator.parts.length ? { kind: 'composite', parts } : undefined;
}

function plainOf(indicator: PlainIndicator, termOf: VersionTerm): PlainIndicator | undefined {
  switch (indicator.kind) {
    case 'ratio': {
      const counted = termsOf(indicator.counted, termOf);
      const total = termsOf(indicator.total, termOf);
      return counted && total && { ...indicator, counted, total };
    }
    case 'rank': {
      const shares = termsOf(indicator.shares, termOf);
      const total = termsOf(indicator.total, termOf);
      return shares && total && { ...indicator, shares, total };
    }
    default: {
      const metric = termsOf(indicator.metric, termOf);
      return metric && { ...indicator, metric };
    }
  }
}

/** One at least has to be left: of nothing, nothing can be said. */
function termsOf(terms: Terms, termOf: VersionTerm): Terms | undefined {
  const own: MetricTerm[] = [];
  for (const term of terms) {
    const found = termOf(term);
    if (found === 'all') return undefined;
    if (found !== 'other') own.push(found);
  }
  return own.length === 0 ? undefined : own;
}
