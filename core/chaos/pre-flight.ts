import type { BudgetGate } from '../slo/gate.ts';
import { ASSUMED, type BudgetFacts, expectedBurn, type Harm } from './expected-burn.ts';

/** Most of a budget that an experiment may be expected to use. */
export const MOST_BURN = 0.05;

export interface PreFlightFacts {
  /** Alarms of the service with their states as CloudWatch names them; `MISSING` for one that is not there. */
  readonly alarms: Readonly<Record<string, string>>;
  /** Open incidents of the service, as `inc-1 (high)`. */
  readonly incidents: readonly string[];
  readonly deployment?: string;
  /** Runs of runbooks that act on the service. */
  readonly runs: readonly string[];
  /** Another experiment on the service. */
  readonly experiment?: string;
  /** Why the calendar forbids it. */
  readonly frozen?: string;
  readonly budgets: readonly BudgetFacts[];
  /** What the policies of its objectives say of faults on purpose. */
  readonly budgetGate: Pick<BudgetGate, 'status' | 'words'>;
  readonly harm: Harm;
  /** What the injector says that it cannot do without. */
  readonly missing: readonly string[];
  /** Things that the fault would hit. */
  readonly targets: number;
}

export interface Check {
  readonly name:
    | 'alarms'
    | 'incidents'
    | 'changes'
    | 'calendar'
    | 'budget'
    | 'burn'
    | 'preparation'
    | 'targets';
  readonly status: 'PASSED' | 'FAILED' | 'NO_DATA';
  readonly words: string;
}

export interface PreFlight {
  readonly go: boolean;
  readonly checks: readonly Check[];
  /** The most that any budget is expected to lose, as a share of it. */
  readonly expectedBurn: number;
}

/** Whether an experiment may begin. What no objective says is NO_DATA, which is said and stops nothing. */
export function preFlight(facts: PreFlightFacts): PreFlight {
  const burn = burnOf(facts);
  const checks: Check[] = [
    alarms(facts),
    check('incidents', facts.incidents, 'No incident of the service is open.', 'Open:'),
    changes(facts),
    facts.frozen === undefined
      ? passed('calendar', 'The calendar is open.')
      : failed('calendar', facts.frozen),
    budget(facts),
    burn.check,
    check('preparation', facts.missing, 'Everything that the fault needs is there.', 'Missing:'),
    facts.targets > 0
      ? passed('targets', `The fault would reach ${facts.targets}.`)
      : failed('targets', 'There is nothing that the fault would reach.'),
  ];
  return { go: checks.every(({ status }) => status !== 'FAILED'), checks, expectedBurn: burn.share };
}

function passed(name: Check['name'], words: string): Check {
  return { name, status: 'PASSED', words };
}

function failed(name: Check['name'], words: string): Check {
  return { name, status: 'FAILED', words };
}

function check(name: Check['name'], found: readonly string[], none: string, some: string): Check {
  return found.length === 0 ? passed(name, none) : failed(name, `${some} ${found.join('; ')}.`);
}

/** Without an alarm nothing could end the fault but we. */
function alarms({ alarms: states }: PreFlightFacts): Check {
  const names = Object.keys(states);
  if (names.length === 0)
    return failed('alarms', 'The service has no alarm that could stop the experiment; register one first.');
  const notOk = Object.entries(states).filter(([, state]) => state !== 'OK');
  if (notOk.length === 0) return passed('alarms', `OK: ${names.join(', ')}.`);
  return failed('alarms', `Not OK: ${notOk.map(([name, state]) => `${name} is ${state}`).join(', ')}.`);
}

function changes({ deployment, runs, experiment }: PreFlightFacts): Check {
  const found = [
    ...(deployment === undefined ? [] : [`deployment ${deployment}`]),
    ...runs.map((run) => `run ${run}`),
    ...(experiment === undefined ? [] : [`experiment ${experiment}`]),
  ];
  return check('changes', found, 'Nothing else changes the service.', 'Under way:');
}

/** The ladder of each policy decides; a budget of which nothing is known is said. */
function budget({ budgets, budgetGate: { status, words } }: PreFlightFacts): Check {
  if (status === 'FAILED') return failed('budget', words);
  const isKnown = status === 'PASSED' && budgets.every(({ remaining }) => remaining !== undefined);
  return isKnown ? passed('budget', words) : { name: 'budget', status: 'NO_DATA', words };
}

function burnOf({ budgets, harm }: PreFlightFacts): { readonly check: Check; readonly share: number } {
  const of = budgets.length > 0 ? budgets : [ASSUMED];
  const burns = of.map((one) => ({ name: one.name, share: expectedBurn(harm, one) }));
  const worst = burns.reduce((one, other) => (other.share > one.share ? other : one));
  const source = budgets.length > 0 ? worst.name : 'a budget of 99.9% over 30 days, since none is set';
  const words = `It is expected to use ${percent(worst.share)} of ${source}; at most ${percent(MOST_BURN)} may be.`;
  return {
    share: worst.share,
    check: worst.share <= MOST_BURN ? passed('burn', words) : failed('burn', words),
  };
}

function percent(share: number): string {
  return `${Number((share * 100).toPrecision(3))}%`;
}
