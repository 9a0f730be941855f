import { digest } from '../canonical.ts';
import type { Unseen } from '../inventory/resource.ts';
import { complianceOf, type Framework, ruleResult } from './compliance.ts';
import { added, type Finding, type Judgement } from './judge.ts';
import { byPriority, scoreOf } from './priority.ts';
import { type Rule, SEVERITIES, type Severity } from './rule.ts';
import { type Acceptance, acceptanceOf, type ScanResult } from './scan.ts';

/** All that the steps of a scan found out. */
export interface Evidence {
  readonly pages: readonly Judgement[];
  /** Types all of whose resources were listed. */
  readonly listed: readonly string[];
  readonly missing: readonly Unseen[];
  readonly calls: number;
}

/** A finding, and who has taken its risk on, if anybody has. */
export type RankedFinding = Finding & { readonly accepted?: Acceptance };

/** What the evidence comes to, and the findings with the most urgent first. */
export function conclude(
  { pages, listed, missing, calls }: Evidence,
  rules: readonly Rule[],
  frameworks: readonly Framework[],
  acceptances: readonly Acceptance[],
  now: string,
): { readonly result: Omit<ScanResult, 'chunks'>; readonly findings: readonly RankedFinding[] } {
  const findings = unique(pages.flatMap((page) => page.findings))
    .map((finding): RankedFinding => {
      const accepted = acceptanceOf(finding, acceptances, now);
      return accepted ? { ...finding, accepted } : finding;
    })
    .sort(byPriority);
  const counts = added(pages.map((page) => page.counts));
  const accepted = new Map<string, number>();
  for (const { rule } of findings.filter((finding) => finding.accepted))
    accepted.set(rule, (accepted.get(rule) ?? 0) + 1);
  const asked = rules.filter(
    ({ name, type }) => listed.includes(type) || counts[name] || isUnseen(type, missing),
  );
  const results = asked.map(({ name, type }) =>
    ruleResult(name, counts[name], listed.includes(type), accepted.get(name) ?? 0),
  );
  const severityOf = new Map(rules.map(({ name, severity }) => [name, severity]));
  const score = scoreOf(
    results.map(({ rule, passed, failed }) => ({ severity: severityOf.get(rule) ?? 'low', passed, failed })),
  );
  return {
    findings,
    result: {
      ...(score !== undefined && { score }),
      findings: bySeverity(findings.filter((finding) => !finding.accepted)),
      accepted: findings.filter((finding) => finding.accepted).length,
      resources: pages.reduce((sum, page) => sum + page.resources, 0),
      calls,
      rules: results,
      compliance: frameworks.map((framework) => complianceOf(framework, results)),
      missing,
      evidence: digest(pages.map(({ sha256 }) => sha256)),
    },
  };
}

function isUnseen(type: string, missing: readonly Unseen[]): boolean {
  return missing.some(({ what }) => what === type);
}

/** The same thing may come from several sources. */
function unique(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((finding) => [finding.id, finding])).values()];
}

function bySeverity(findings: readonly Finding[]): Record<Severity, number> {
  const [critical, high, medium, low] = SEVERITIES.map(
    (severity) => findings.filter((finding) => finding.severity === severity).length,
  );
  return { critical: critical ?? 0, high: high ?? 0, medium: medium ?? 0, low: low ?? 0 };
}
