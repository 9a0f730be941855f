import type { Counts } from './judge.ts';
import type { RuleResult, Status } from './scan.ts';

/** One requirement of a framework, and the rules that are evidence for it. */
export interface Requirement {
  readonly id: string;
  readonly title: string;
  /** Names of rules; a requirement without any is looked at by people. */
  readonly rules: readonly string[];
}

export interface Framework {
  readonly name: string;
  readonly title: string;
  readonly requirements: readonly Requirement[];
}

/** How an account stands by a framework. */
export interface Compliance {
  readonly framework: string;
  readonly title: string;
  /** Share of the requirements that pass among those that pass or fail, 0 to 100; absent where there are none. */
  readonly score?: number;
  /** Share of the requirements that have a rule at all, 0 to 100: the rest is for people to show. */
  readonly coverage: number;
  readonly counts: Readonly<Record<Status, number>>;
  readonly requirements: readonly {
    readonly id: string;
    readonly status: Status;
    readonly failing: readonly string[];
  }[];
}

/**
 * How a rule stands.
 * @param ran every resource of its type was listed
 * @param accepted failures whose risk somebody has taken on
 */
export function ruleResult(
  rule: string,
  counts: Counts | undefined,
  ran: boolean,
  accepted: number,
): RuleResult {
  const { PASS: passed = 0, FAIL: failed = 0, NO_EVIDENCE: notSeen = 0 } = counts ?? {};
  const numbers = { rule, passed, failed, accepted, notSeen };
  if (failed > accepted) return { ...numbers, status: 'FAIL' };
  if (!ran || notSeen > 0) return { ...numbers, status: 'NO_EVIDENCE' };
  if (accepted > 0) return { ...numbers, status: 'RISK_ACCEPTED' };
  return { ...numbers, status: passed > 0 ? 'PASS' : 'NOT_APPLICABLE' };
}

/** How a requirement stands by its rules: one failure fails it, and what was not seen is never a pass. */
export function requirementStatus(statuses: readonly Status[]): Status {
  if (statuses.length === 0) return 'MANUAL';
  for (const worst of ['FAIL', 'NO_EVIDENCE', 'RISK_ACCEPTED'] as const)
    if (statuses.includes(worst)) return worst;
  return statuses.includes('PASS') ? 'PASS' : 'NOT_APPLICABLE';
}

/** How the results stand by a framework. A rule without a result was not run. */
export function complianceOf(framework: Framework, results: readonly RuleResult[]): Compliance {
  const statusOf = new Map(results.map(({ rule, status }) => [rule, status]));
  const requirements = framework.requirements.map(({ id, rules }) => {
    const statuses = rules.map((rule) => statusOf.get(rule) ?? 'NO_EVIDENCE');
    const failing = rules.filter((rule) => statusOf.get(rule) === 'FAIL');
    return { id, status: requirementStatus(statuses), failing };
  });
  const counts = { PASS: 0, FAIL: 0, MANUAL: 0, NOT_APPLICABLE: 0, NO_EVIDENCE: 0, RISK_ACCEPTED: 0 };
  for (const { status } of requirements) counts[status]++;
  const decided = counts.PASS + counts.FAIL;
  return {
    framework: framework.name,
    title: framework.title,
    ...(decided > 0 && { score: percent(counts.PASS, decided) }),
    coverage: percent(requirements.length - counts.MANUAL, requirements.length),
    counts,
    requirements,
  };
}

function percent(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((part / whole) * 1000) / 10;
}
