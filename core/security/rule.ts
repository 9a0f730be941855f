import type { Resource } from '../inventory/resource.ts';

export const SEVERITIES = ['critical', 'high', 'medium', 'low'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Who can get at what is wrong: anybody, other accounts, or only whoever is in the account already. */
export type Exposure = 'public' | 'cross-account' | 'private';

/** How a failure is put right, and how that is taken back. */
export interface Remediation {
  /** One sentence for whoever does it. */
  readonly advice: string;
  /** What stops working for whom, so that it can be looked for before. */
  readonly sideEffects: string;
  /** How it is undone. */
  readonly inverse: string;
}

/** What holds for the whole judgement. */
export interface Facts {
  /** ISO 8601. */
  readonly now: string;
  /** Number of the account that is looked at. */
  readonly account: string;
}

/** A rule of posture, one a file; its name is the file's. */
export interface Rule {
  /** Kebab case. */
  readonly name: string;
  /** What is asked for, as a statement that is true of a resource that passes. */
  readonly title: string;
  /** CloudFormation's name of the type that it is about. */
  readonly type: string;
  readonly severity: Severity;
  readonly exposure: Exposure;
  /** Set where what it finds is a secret in the open. */
  readonly finds?: 'secrets';
  /** Requirements that it is evidence for, by framework. */
  readonly controls: Readonly<Partial<Record<'soc2' | 'pci-dss-4.0', readonly string[]>>>;
  /** Properties that are kept as evidence. Values of secrets are never among them. */
  readonly shows: readonly string[];
  /** Properties of calls of their own: where one is missing it was not seen, and nothing can be said. */
  readonly needs?: readonly string[];
  readonly remediation: Remediation;
  /** Resources of the type that it says something about; all when missing. */
  appliesTo?(resource: Resource): boolean;
  /** @returns what is wrong, in one sentence; nothing where all is well */
  check(resource: Resource, facts: Facts): string | undefined;
}

const NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** @throws Error for a malformed rule, when its module loads */
export function defineRule(rule: Rule): Rule {
  if (!NAME.test(rule.name)) throw new Error(`The rule's name '${rule.name}' is not in kebab case.`);
  if (Object.values(rule.controls).flat().length === 0)
    throw new Error(`The rule ${rule.name} names no control.`);
  return Object.freeze(rule);
}
