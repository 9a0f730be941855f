import type { Outcome } from '../../outcome.ts';
import { seedOf } from '../../seed.ts';
import type { Case } from '../case.ts';
import { idOf } from '../case.ts';
import { observe } from '../run.ts';
import type { Subject } from '../subject.ts';
import type { Way } from '../way.ts';
import { ABORT } from './abort.ts';
import { ANSWERS } from './answers.ts';
import { AUTOSCALING } from './autoscaling.ts';
import { DEADMAN } from './deadman.ts';
import { DYING } from './dying.ts';
import { EVENTS } from './events.ts';
import { OUTSIDE } from './outside.ts';
import { PEOPLE } from './people.ts';
import type { Scenario, Scenarios } from './scenario.ts';
import { sceneOf } from './scene.ts';
import { STACK } from './stack.ts';
import { TIMEOUTS } from './timeouts.ts';
import { UNANSWERED } from './unanswered.ts';
import { WINDOW } from './window.ts';

const SCENARIOS: Scenarios = {
  ...DYING,
  ...ANSWERS,
  ...EVENTS,
  ...DEADMAN,
  ...ABORT,
  ...OUTSIDE,
  ...PEOPLE,
  ...STACK,
  ...AUTOSCALING,
  ...WINDOW,
  ...TIMEOUTS,
  ...UNANSWERED,
};

/** The names of the scenarios that make sense for a way. */
export function scenariosOf({ strategy, target }: Way): string[] {
  return Object.entries(SCENARIOS)
    .filter(
      ([, { targets = [target], strategies = [strategy] }]) =>
        targets.includes(target) && strategies.includes(strategy),
    )
    .map(([name]) => name);
}

/** @throws RangeError when there is none of that name */
export function scenarioOf(name: string): Scenario {
  const found = SCENARIOS[name];
  if (!found) throw new RangeError(`There is no scenario '${name}'.`);
  return found;
}

/** Plays a scenario on a subject of its own. */
export async function runScenario(
  subject: Subject,
  one: Extract<Case, { kind: 'scenario' }>,
): Promise<Outcome> {
  const { version, allows = {}, ends, play } = scenarioOf(one.scenario);
  subject.bench.reseed(seedOf(idOf(one)));
  const wanted = version === 'bad' ? subject.versions.bad : await subject.good();
  const { scene, clear, unmet } = sceneOf(subject, one.way, wanted);
  const course = {
    way: one.way,
    wanted,
    allows,
    play: async () => {
      const deployment = await play(scene);
      return deployment ? { deployment } : {};
    },
  };
  const { violations, ended } = await observe(subject, course, clear).finally(clear);
  const wrong = ends.test(ended) ? [] : [`it ended ${ended}, not ${ends.source}`];
  const missed = unmet().map((what) => `${what} never happened, so nothing was tried`);
  return { id: idOf(one), violations: [...violations, ...wrong, ...missed], met: missed.length === 0, ended };
}
