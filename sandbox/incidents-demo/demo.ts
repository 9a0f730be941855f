import type { Scenario } from '../../bench/incidents/labelled.ts';
import { play } from '../../bench/incidents/play.ts';
import type { Act } from './acts.ts';
import { Narrator } from './narrator.ts';
import { brokenDown, type Outcome, outcomeOf } from './outcome.ts';

const SEED = 1;

/** Plays one act, and tells it; what breaks down is an outcome too. */
export async function perform(
  act: Act,
  scenarios: readonly Scenario[],
  print: (line: string) => void,
): Promise<Outcome> {
  const scenario = scenarios.find(({ id }) => id === act.scenario);
  if (scenario === undefined) throw new RangeError(`There is no scenario ${act.scenario}.`);
  print(`\n${act.title}: ${scenario.words}`);
  let startedAt: number | undefined;
  const say = (at: number, words: string) => {
    startedAt ??= at;
    print(`${minutesAt(at - startedAt).padStart(8)}  ${words}`);
  };
  try {
    const outcome = outcomeOf(act, scenario, await play(scenario, SEED, new Narrator(say)));
    print(`          ${outcome.right ? 'as expected' : 'NOT as expected'}: ${outcome.outcome}`);
    return outcome;
  } catch (error) {
    return brokenDown(act, error);
  }
}

/** Minutes and seconds since the first line. */
function minutesAt(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1_000);
  return `${Math.floor(seconds / 60)}:${String(Math.abs(seconds % 60)).padStart(2, '0')}`;
}
