import { blocking, type Gate } from '../../core/rollout/gates.ts';

/**
 * One word for a plan that was only asked for: whether a deployment by it would begin. Undefined for answers that are
 * no plan, or that carry such a word themselves.
 */
export function dryRunWord(answer: unknown): 'READY' | 'REFUSED' | undefined {
  const { deployment, plan } = (answer ?? {}) as { deployment?: unknown; plan?: { gates?: readonly Gate[] } };
  if (deployment !== undefined || !Array.isArray(plan?.gates)) return undefined;
  return blocking(plan.gates, 'deploy').length > 0 ? 'REFUSED' : 'READY';
}
