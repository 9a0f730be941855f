import { isRight, namedCauses } from '../../bench/incidents/causes.ts';
import type { Scenario } from '../../bench/incidents/labelled.ts';
import type { Played } from '../../bench/incidents/played.ts';
import { score } from '../../bench/incidents/score.ts';
import { type Act, ENDS } from './acts.ts';

/** How one act ended; plain data. */
export interface Outcome {
  readonly name: string;
  readonly title: string;
  readonly expected: string;
  /** The same as `expected` where all went well, else what did not. */
  readonly outcome: string;
  readonly right: boolean;
  readonly runbooks: readonly string[];
  readonly wrongActions: number;
  /** Sandbox seconds from the first bad minute; null for what did not happen. */
  readonly secondsToDetect: number | null;
  readonly secondsToRecover: number | null;
  /** The service that the investigation named first, and whether the fault was there; null where it named none. */
  readonly cause: { readonly named: string; readonly right: boolean } | null;
}

export function outcomeOf(act: Act, scenario: Scenario, played: Played): Outcome {
  const { misses, wrong, took, recoveries } = score(scenario, played);
  const amiss = [...misses, ...wrong.map(({ words }) => `wrong: ${words}`), ...recoveries.untrue];
  const right = amiss.length === 0 && scenario.labels.every(({ end }) => ENDS[end] === act.expected);
  const [first] = took;
  return {
    name: scenario.id,
    title: act.title,
    expected: act.expected,
    outcome: right ? act.expected : amiss.join('; '),
    right,
    runbooks: played.runs.map(({ runbook, state }) => `${runbook} ${state}`),
    wrongActions: wrong.length,
    secondsToDetect: first?.detectSeconds ?? null,
    secondsToRecover: first?.recoverSeconds ?? null,
    cause: causeOf(scenario, played),
  };
}

function causeOf(scenario: Scenario, played: Played): Outcome['cause'] {
  const [first] = namedCauses(scenario, played);
  const [named] = first?.named ?? [];
  return first && named !== undefined ? { named, right: first.isSure && isRight(first) } : null;
}

export function brokenDown({ scenario: name, title, expected }: Act, error: unknown): Outcome {
  const words = error instanceof Error ? error.message : String(error);
  const nothing = {
    runbooks: [],
    wrongActions: 0,
    secondsToDetect: null,
    secondsToRecover: null,
    cause: null,
  };
  return { name, title, expected, outcome: `broke down: ${words}`, right: false, ...nothing };
}

const HEADINGS = ['fault', 'outcome', 'detected', 'recovered', 'runbooks'];

/** The outcomes as a table for people. */
export function table(outcomes: readonly Outcome[]): string {
  const seconds = (value: number | null) => (value === null ? '-' : `${Math.round(value)} s`);
  const rows = outcomes.map(({ title, outcome, expected, right, runbooks, ...times }) => [
    title,
    right ? outcome : `${outcome}, not ${expected}`,
    seconds(times.secondsToDetect),
    seconds(times.secondsToRecover),
    runbooks.join(', ') || 'none',
  ]);
  const all = [HEADINGS, ...rows];
  const widths = HEADINGS.map((_, column) => Math.max(...all.map((cells) => cells[column]?.length ?? 0)));
  const lines = all.map((cells) =>
    cells
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const [headings = '', ...others] = lines;
  return [headings, '-'.repeat(headings.length), ...others].join('\n');
}
