import { decide, type Policy } from './policies.ts';
import { type Principal, situationOf, type Wish } from './request.ts';

/** Whether a decision on this caller depends on the environment and service that a call is about. */
export function readsTarget(policies: readonly Policy[], { environments, services }: Principal): boolean {
  return (
    environments !== undefined || services !== undefined || policies.some((policy) => policy.readsTarget)
  );
}

/**
 * Why a call is refused, in words for the caller; null when it is allowed. What cannot be evaluated allows nothing.
 * @param at milliseconds since 1970
 */
export function refusal(
  policies: readonly Policy[],
  principal: Principal,
  wish: Wish,
  at: number,
): string | null {
  const { allowed, reasons, errors } = decide(policies, situationOf(principal, wish, at));
  const { operation, role } = wish;
  if (errors.length > 0)
    return `The policy ${errors[0]} cannot be evaluated on this call, so nothing is allowed.`;
  if (allowed) return null;
  if (reasons.length > 0)
    return `${operation} is forbidden here by the policy ${[...reasons].sort().join(' and by ')}.`;
  return `${operation} needs the role ${role}; the caller holds ${principal.roles.join(', ') || 'no role'}.`;
}
