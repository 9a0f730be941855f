import { matchesGlob } from '../glob.ts';
import type { Unseen } from '../inventory/resource.ts';
import type { Compliance } from './compliance.ts';
import type { Severity } from './rule.ts';

export const SCOPES = ['infrastructure', 'application', 'dependencies', 'all'] as const;
export type Scope = (typeof SCOPES)[number];

/** Services that one step looks at, in the order in which the machine goes through them. */
export const GROUPS = [
  'identity',
  'storage',
  'network',
  'workloads',
  'messaging',
  'watching',
  'imports',
  'dependencies',
] as const;
export type Group = (typeof GROUPS)[number];

const GROUPS_OF: Readonly<Record<Scope, readonly Group[]>> = {
  infrastructure: ['identity', 'storage', 'network', 'messaging', 'watching', 'imports'],
  application: ['workloads', 'imports'],
  dependencies: ['dependencies'],
  all: GROUPS,
};

/** What a scan of that scope goes through. */
export function groupsOf(scope: Scope): readonly Group[] {
  return GROUPS_OF[scope];
}

/** A scan, from when it was asked for. */
export interface Scan {
  readonly id: string;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly by: string;
  readonly scope: Scope;
  readonly groups: readonly Group[];
  /** Names of the frameworks that are reported on. */
  readonly frameworks: readonly string[];
  /** AWS calls that all steps together may make. */
  readonly callBudget: number;
  /** Executions begun for it; counts from 1. */
  readonly attempt: number;
  readonly state: ScanState;
}

export type ScanState =
  | { readonly name: 'RUNNING'; readonly since: string }
  | { readonly name: 'DONE'; readonly at: string; readonly result: ScanResult }
  | { readonly name: 'FAILED'; readonly at: string; readonly why: string };

/** What a scan came to. */
export interface ScanResult {
  /** 0 to 100; absent where nothing could be judged. */
  readonly score?: number;
  readonly findings: Readonly<Record<Severity, number>>;
  /** Findings whose risk somebody has taken on until a day that has not come. */
  readonly accepted: number;
  readonly resources: number;
  /** AWS calls made. */
  readonly calls: number;
  readonly rules: readonly RuleResult[];
  readonly compliance: readonly Compliance[];
  readonly missing: readonly Unseen[];
  /** SHA-256 over the hashes of all pages of evidence, in hex. */
  readonly evidence: string;
  /** Items that the findings are kept in. */
  readonly chunks: number;
}

/** How all resources stand by one rule. */
export interface RuleResult {
  readonly rule: string;
  readonly status: Status;
  readonly passed: number;
  readonly failed: number;
  /** Of those that failed, the ones whose risk was taken on. */
  readonly accepted: number;
  readonly notSeen: number;
}

/** How a rule or a requirement stands. Only PASS is good: the others say why nothing better can be said. */
export const STATUSES = ['PASS', 'FAIL', 'MANUAL', 'NOT_APPLICABLE', 'NO_EVIDENCE', 'RISK_ACCEPTED'] as const;
export type Status = (typeof STATUSES)[number];

/** A risk that somebody has taken on. */
export interface Acceptance {
  readonly rule: string;
  /** ARN pattern; `*` matches any run of characters. */
  readonly resource: string;
  readonly owner: string;
  readonly reason: string;
  /** ISO 8601; from then on the finding counts again. */
  readonly until: string;
}

/** The acceptance that holds for a finding now. */
export function acceptanceOf(
  { rule, resource }: { readonly rule: string; readonly resource: string },
  acceptances: readonly Acceptance[],
  now: string,
): Acceptance | undefined {
  return acceptances.find(
    (one) =>
      one.rule === rule && Date.parse(one.until) > Date.parse(now) && matchesGlob(one.resource, resource),
  );
}
