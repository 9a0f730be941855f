import { endedBadly } from '../../functions/ended-badly.ts';
import type { Machine } from './machines.ts';
import type { Rule } from './triggers.ts';

/**
 * A rule that calls nobody: CloudWatch counts its matches for an alarm. One metric says of several machines, and of
 * every way in which an execution can end, what would otherwise be three metrics for each machine.
 */
export type CountingRule = Pick<Rule, 'name' | 'pattern'>;

/** Machines that nothing else stands behind: when they end badly, a person has to look. */
const LAST_RESORTS = ['undo', 'escalation', 'recovery'];

export const MACHINE_FAILED = 'machine-failed';

/** The counting rules of an installation with these machines. */
export function countingRulesOf(machines: readonly Machine[]): CountingRule[] {
  const watched = machines.filter(({ name }) => LAST_RESORTS.includes(name)).map(({ arn }) => arn);
  return watched.length > 0 ? [{ name: MACHINE_FAILED, pattern: endedBadly(...watched) }] : [];
}
