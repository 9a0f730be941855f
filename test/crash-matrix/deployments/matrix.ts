import { type Found, failedCase, type Matrix, type Outcome } from '../outcome.ts';
import { effectsAt } from '../recording.ts';
import { type Case, caseOf, idOf, JOURNEYS } from './case.ts';
import { rehearse, runCall } from './run.ts';
import { runScenario, scenarioOf, scenariosOf } from './scenarios/scenarios.ts';
import { Stage } from './stage.ts';
import { nameOf, WAYS, type Way } from './way.ts';

/** Deployments, whatever befalls them. */
export class DeploymentMatrix implements Matrix {
  readonly parts = WAYS.map(nameOf);
  readonly #stage = new Stage();

  casesOf(part: string): Promise<Found> {
    const way = WAYS.find((known) => nameOf(known) === part);
    if (!way) throw new RangeError(`There is no way '${part}'.`);
    return casesOf(this.#stage, way);
  }

  run(id: string): Promise<Outcome> {
    return runCase(this.#stage, id);
  }
}

async function casesOf(stage: Stage, way: Way): Promise<Found> {
  const ids: string[] = [];
  const broken: Outcome[] = [];
  for (const journey of JOURNEYS) {
    // Recorded twice: a pair's first deployment finds a side on which nothing ever ran.
    await rehearse(await stage.subject(way.target), way, journey);
    const { calls, violations, ended } = await rehearse(await stage.subject(way.target), way, journey);
    if (violations.length > 0) {
      broken.push({ id: `${nameOf(way)}/${journey}`, violations, met: true, ended });
      await stage.discard(way.target);
    }
    for (const call of calls)
      for (const effect of effectsAt(call)) ids.push(idOf({ way, kind: 'call', journey, call, effect }));
  }
  for (const scenario of scenariosOf(way)) ids.push(idOf({ way, kind: 'scenario', scenario }));
  return { ids, broken };
}

/** Runs one case on a sound subject. */
async function runCase(stage: Stage, id: string): Promise<Outcome> {
  const one: Case = caseOf(id);
  const { target } = one.way;
  const outcome = await play(stage, one).catch((error: unknown) => failedCase(id, error));
  const damaged = outcome.violations.length > 0 || outcome.ended.includes('RESTORE_FAILED');
  if (damaged || one.kind === 'scenario') await stage.discard(target);
  return outcome;
}

async function play(stage: Stage, one: Case): Promise<Outcome> {
  if (one.kind === 'scenario') {
    const { own } = scenarioOf(one.scenario);
    return runScenario(await stage.fresh(one.way.target, own), one);
  }
  return runCall(await stage.subject(one.way.target), one);
}
