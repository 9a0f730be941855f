import type { ExpressionJson, PolicyJson, ScopeJson } from './cedar-json.ts';
import { compilePolicies } from './policies.ts';
import { type Principal, situationOf, type Wish } from './request.ts';

/** What the policies of an installation say of calls. */
export interface Authority {
  /** Whether a decision on this caller depends on the environment and service that a call is about. */
  readonly readsTarget: (principal: Principal) => boolean;
  /**
   * Why a call is refused, in words for the caller; null when it is allowed. What cannot be evaluated allows nothing.
   * @param at milliseconds since 1970
   */
  readonly refusal: (principal: Principal, wish: Wish, at: number) => string | null;
}

/** Marks a policy that says nothing of callers whose grant is for every environment and service. */
const FOR = 'for';
const SCOPED = 'scoped callers';

/** @throws UnsupportedPolicy, see `compilePolicies` */
export function authorityOf(set: Readonly<Record<string, PolicyJson>>): Authority {
  const decide = compilePolicies(set);
  const everybodys = Object.values(set).some(
    (policy) => policy.annotations?.[FOR] !== SCOPED && speaksOfTarget(policy),
  );
  return {
    readsTarget: ({ environments, services }) =>
      everybodys || environments !== undefined || services !== undefined,
    refusal: (principal, wish, at) => {
      const { allowed, reasons, errors } = decide(situationOf(principal, wish, at));
      if (errors.length > 0) return undecided(errors);
      if (allowed) return null;
      return reasons.length > 0 ? forbidden(wish, reasons) : unpermitted(principal, wish);
    },
  };
}

function undecided(errors: readonly { readonly policy: string }[]): string {
  return `The policy ${errors[0]?.policy} cannot be evaluated on this call, so nothing is allowed.`;
}

function forbidden({ operation }: Wish, reasons: readonly string[]): string {
  return `${operation} is forbidden here by the policy ${[...reasons].sort().join(' and by ')}.`;
}

function unpermitted({ roles }: Principal, { operation, role }: Wish): string {
  return `${operation} needs the role ${role}; the caller holds ${roles.join(', ') || 'no role'}.`;
}

function speaksOfTarget({ resource, conditions }: PolicyJson): boolean {
  return !isEverything(resource) || conditions.some(({ body }) => mentions(body));
}

function isEverything({ op }: ScopeJson): boolean {
  return op === 'All';
}

function mentions(expression: ExpressionJson): boolean {
  return Object.entries(expression).some(
    ([key, value]) =>
      (key === 'Var' && value === 'resource') ||
      (typeof value === 'object' && value !== null && mentions(value as ExpressionJson)),
  );
}
