import type { RankedFinding } from '../../core/security/conclude.ts';
import type { Rule } from '../../core/security/rule.ts';
import type { Scan } from '../../core/security/scan.ts';

/** A scan that has not been heard of for so long has no machine any more. */
const STALLED_MS = 3 * 3_600_000;

/** A scan as callers see it. */
export function viewOf({ id, scope, createdAt, callBudget, state }: Scan, now: number) {
  const common = { scanId: id, scope, createdAt, callBudget };
  if (state.name === 'RUNNING') {
    const isStalled = now - Date.parse(state.since) > STALLED_MS;
    return { ...common, state: isStalled ? ('STALLED' as const) : ('RUNNING' as const) };
  }
  if (state.name === 'FAILED')
    return { ...common, state: 'FAILED' as const, endedAt: state.at, why: state.why };
  const { missing: _missing, chunks: _chunks, rules, compliance, findings, ...result } = state.result;
  return {
    ...common,
    state: 'DONE' as const,
    endedAt: state.at,
    ...result,
    findings: { ...findings },
    rules: rules.map((rule) => ({ ...rule })),
    compliance: compliance.map((one) => ({
      ...one,
      counts: { ...one.counts },
      requirements: one.requirements.map((each) => ({ ...each, failing: [...each.failing] })),
    })),
  };
}

/** A finding as callers see it, with what its rule says of putting it right. */
export function findingView(
  { id, accepted, fix, evidence, ...finding }: RankedFinding,
  rules: readonly Rule[],
) {
  const remediation = rules.find(({ name }) => name === finding.rule)?.remediation;
  const advice = fix ?? remediation?.advice;
  return {
    findingId: id,
    ...finding,
    evidence: { ...evidence },
    ...(advice !== undefined && { advice }),
    ...(remediation && { sideEffects: remediation.sideEffects, inverse: remediation.inverse }),
    ...(accepted && { accepted: { owner: accepted.owner, reason: accepted.reason, until: accepted.until } }),
  };
}
