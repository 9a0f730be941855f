import { type Action, type Change, strictest } from './policy.ts';

/** An objective of a service, as the gate sees it. */
export interface BudgetStanding {
  readonly name: string;
  /** What its policy asks for; nothing where nothing is known of it now. */
  readonly action: Action;
  /** Share that remains; nothing without data. */
  readonly remaining?: number;
  /** Why nothing is known. */
  readonly unknown?: string;
}

export interface BudgetGate {
  readonly status: 'PASSED' | 'FAILED' | 'NO_DATA' | 'NOT_INSTALLED';
  readonly action: Action;
  readonly needsApproval: boolean;
  readonly words: string;
}

/**
 * Whether the budgets of a service let it be changed. The strictest objective counts. Faults on purpose are given up
 * as soon as a deployment would need approval. What is not known is said, and stops nothing unless its policy says so.
 */
export function budgetGate(
  service: string,
  standings: readonly BudgetStanding[],
  change: Change,
): BudgetGate {
  if (standings.length === 0)
    return {
      status: 'NOT_INSTALLED',
      action: 'none',
      needsApproval: false,
      words: `No objective of ${service} is set; no budget was asked.`,
    };
  const action = strictest(standings.map((one) => one.action));
  const refused = action === 'freeze' || (action === 'approval' && change === 'chaos');
  const words = standings.map(sentence).join(' ');
  if (refused) return { status: 'FAILED', action, needsApproval: false, words };
  const unknown = standings.every(({ remaining }) => remaining === undefined);
  return { status: unknown ? 'NO_DATA' : 'PASSED', action, needsApproval: action === 'approval', words };
}

const MEANING: Readonly<Record<Action, string>> = {
  none: '',
  warn: ', which is a warning',
  approval: ', which asks for a second person',
  freeze: ', which stops changes other than fixes and rollbacks',
};

function sentence({ name, action, remaining, unknown }: BudgetStanding): string {
  if (remaining === undefined)
    return `NO_DATA of ${name}: ${unknown ?? 'nothing was measured'}${MEANING[action]}.`;
  const percent = (share: number) => `${Number((share * 100).toPrecision(3))}%`;
  if (remaining <= 0)
    return `${percent(1 - remaining)} of the error budget of ${name} is used up${MEANING[action]}.`;
  return `${percent(remaining)} of the error budget of ${name} remains${MEANING[action]}.`;
}
