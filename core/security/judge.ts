import { digest } from '../canonical.ts';
import type { Resource } from '../inventory/resource.ts';
import { shownOf } from './evidence.ts';
import { priorityOf } from './priority.ts';
import type { Exposure, Facts, Rule, Severity } from './rule.ts';

/** How one resource stands by one rule. */
export type Standing = 'PASS' | 'FAIL' | 'NO_EVIDENCE' | 'NOT_APPLICABLE';

/** One thing that is wrong, with the evidence for it. */
export interface Finding {
  /** The same as long as the same thing is wrong with the same resource. */
  readonly id: string;
  /** Name of a rule, or of what the finding was imported from and its own type there. */
  readonly rule: string;
  readonly source:
    | 'posture'
    | 'secrets'
    | 'dependencies'
    | 'security-hub'
    | 'inspector'
    | 'guardduty'
    | 'access-analyzer';
  readonly severity: Severity;
  readonly exposure: Exposure;
  readonly resource: string;
  readonly type: string;
  /** Registered service that the resource is tagged with. */
  readonly service?: string;
  readonly words: string;
  readonly priority: number;
  readonly evidence: Evidence;
  /** What it would take; nothing where nobody knows. */
  readonly fix?: string;
}

/** What was seen, and the hash of the whole description that it is part of. */
export interface Evidence {
  readonly at: string;
  /** JSON of the properties that the rule shows, cut when it is long. */
  readonly observed: string;
  /** SHA-256 of the resource's canonical description, in hex. */
  readonly sha256: string;
}

/** How many resources stand how by a rule. */
export type Counts = Readonly<Record<Standing, number>>;

/** What a page of resources comes to. */
export interface Judgement {
  readonly counts: Readonly<Record<string, Counts>>;
  readonly findings: readonly Finding[];
  /** SHA-256 over the hashes of all resources that were judged, in order. */
  readonly sha256: string;
  readonly resources: number;
}

const MOST_OBSERVED = 600;
const NONE: Counts = { PASS: 0, FAIL: 0, NO_EVIDENCE: 0, NOT_APPLICABLE: 0 };

/** Judges resources by every rule of their types. */
export function judge(resources: readonly Resource[], rules: readonly Rule[], facts: Facts): Judgement {
  const counts: Record<string, Counts> = {};
  const findings: Finding[] = [];
  const hashes: string[] = [];
  for (const resource of resources) {
    const sha256 = digest(resource);
    hashes.push(sha256);
    for (const rule of rules.filter(({ type }) => type === resource.type)) {
      const { standing, words } = standingOf(rule, resource, facts);
      counts[rule.name] = plus(counts[rule.name] ?? NONE, standing);
      if (words !== undefined) findings.push(findingOf(rule, resource, facts, words, sha256));
    }
  }
  return { counts, findings, sha256: digest(hashes), resources: resources.length };
}

/** How a resource stands by a rule, and in words what is wrong. */
export function standingOf(
  rule: Rule,
  resource: Resource,
  facts: Facts,
): { readonly standing: Standing; readonly words?: string } {
  if (rule.needs?.some((name) => resource.properties[name] === undefined)) return { standing: 'NO_EVIDENCE' };
  if (rule.appliesTo && !rule.appliesTo(resource)) return { standing: 'NOT_APPLICABLE' };
  const words = rule.check(resource, facts);
  return words === undefined ? { standing: 'PASS' } : { standing: 'FAIL', words };
}

/** Adds up counts of several pages. */
export function added(all: readonly Judgement['counts'][]): Record<string, Counts> {
  const sum: Record<string, Counts> = {};
  for (const counts of all)
    for (const [rule, more] of Object.entries(counts)) {
      const before = sum[rule] ?? NONE;
      sum[rule] = {
        PASS: before.PASS + more.PASS,
        FAIL: before.FAIL + more.FAIL,
        NO_EVIDENCE: before.NO_EVIDENCE + more.NO_EVIDENCE,
        NOT_APPLICABLE: before.NOT_APPLICABLE + more.NOT_APPLICABLE,
      };
    }
  return sum;
}

function plus(counts: Counts, standing: Standing): Counts {
  return { ...counts, [standing]: counts[standing] + 1 };
}

function findingOf(rule: Rule, resource: Resource, { now }: Facts, words: string, sha256: string): Finding {
  const service = resource.tags['operate:service'];
  const shown = Object.fromEntries(
    rule.shows.map((name) => [name, shownOf(resource.properties[name] ?? null)]),
  );
  return {
    id: findingId(rule.name, resource.arn),
    rule: rule.name,
    source: rule.finds ?? 'posture',
    severity: rule.severity,
    exposure: rule.exposure,
    resource: resource.arn,
    type: resource.type,
    ...(service !== undefined && { service }),
    words,
    priority: priorityOf({
      severity: rule.severity,
      exposure: rule.exposure,
      exploit: 'none',
      isService: service !== undefined,
    }),
    evidence: { at: now, observed: JSON.stringify(shown).slice(0, MOST_OBSERVED), sha256 },
  };
}

/** The finding's name from what is wrong with what. */
export function findingId(rule: string, resource: string): string {
  return `fnd-${digest([rule, resource]).slice(0, 20)}`;
}
