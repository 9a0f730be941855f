import { Invariants } from './invariants.ts';
import { inLanes } from './lanes.ts';
import type { Result } from './measure.ts';
import { play, type Say } from './play.ts';
import type { Scenario } from './scenario.ts';
import type { Stage } from './stage.ts';

export interface Report {
  readonly results: readonly Result[];
  readonly invariants: Invariants;
}

/** Plays scenarios side by side; one that breaks down is a result too, and stops no other. */
export async function playAll(
  stage: Stage,
  scenarios: readonly Scenario[],
  lanes: number,
  say: Say,
): Promise<Report> {
  const invariants = new Invariants();
  const results = await inLanes(lanes, scenarios, async (scenario) => {
    try {
      return await play(stage, scenario, invariants, say);
    } catch (error) {
      say(scenario.name, `broke down: ${error instanceof Error ? error.message : String(error)}`);
      return brokenDown(scenario);
    }
  });
  return { results, invariants };
}

function brokenDown({ name, strategy, target, expected }: Scenario): Result {
  const nothing = { exposure: null, secondsToVerdict: null, secondsToRollback: null };
  return {
    name,
    strategy,
    target,
    expected,
    outcome: 'BROKE_DOWN',
    requests: 0,
    failedRequests: 0,
    ...nothing,
  };
}

/** Whether everything came out as it should. */
export function isRight({ results, invariants }: Report): boolean {
  return invariants.violations.length === 0 && results.every(({ outcome, expected }) => outcome === expected);
}

/** The report for programs. */
export function asJson({ results, invariants }: Report): object {
  const { checked, violations } = invariants;
  return { scenarios: results, invariants: { checked, violations: violations.length, named: violations } };
}
