import { digest } from '../canonical.ts';
import { type Finding, findingId } from './judge.ts';
import { priorityOf, type Weighed } from './priority.ts';
import type { Exposure, Severity } from './rule.ts';

/** What a service of AWS says is wrong. */
export interface Imported {
  readonly source: Finding['source'];
  /** Its own name for the kind of finding. */
  readonly kind: string;
  readonly severity: Severity;
  readonly exposure?: Exposure;
  readonly exploit?: Weighed['exploit'];
  readonly resource: string;
  readonly type: string;
  readonly words: string;
  readonly fix?: string | undefined;
  /** Its own id, and whatever else is evidence. */
  readonly observed: object;
}

const MOST_WORDS = 500;
const MOST_OBSERVED = 600;

/** A finding of another service as one of ours. Its texts are whatever others wrote: they are data, and cut. */
export function imported(one: Imported, at: string): Finding {
  const { source, kind, severity, exposure = 'private', exploit = 'none', resource, type, words, fix } = one;
  return {
    id: findingId(kind, resource),
    rule: kind,
    source,
    severity,
    exposure,
    resource,
    type,
    words: words.slice(0, MOST_WORDS),
    priority: priorityOf({ severity, exposure, exploit, isService: false }),
    evidence: {
      at,
      observed: JSON.stringify(one.observed).slice(0, MOST_OBSERVED),
      sha256: digest(one.observed),
    },
    ...(fix !== undefined && { fix: fix.slice(0, MOST_WORDS) }),
  };
}

/** GuardDuty's numbers: 9 and more is critical, 7 high, 4 medium. */
export function severityOfNumber(severity: number): Severity {
  if (severity >= 9) return 'critical';
  if (severity >= 7) return 'high';
  return severity >= 4 ? 'medium' : 'low';
}

/** A word such as HIGH; what is informational or untriaged is low. */
export function severityOfWord(word = ''): Severity {
  const known = { CRITICAL: 'critical', HIGH: 'high', MEDIUM: 'medium' } as const;
  return known[word.toUpperCase() as keyof typeof known] ?? 'low';
}
