import { type Case, caseOf, idOf, JOURNEYS } from './case.ts';
import { effectsAt } from './recording.ts';
import { type Outcome, rehearse, runCall } from './run.ts';
import { runScenario, scenarioOf, scenariosOf } from './scenarios/scenarios.ts';
import type { Stage } from './stage.ts';
import { nameOf, type Way } from './way.ts';

/** The ids of all cases of a way; journeys that do not even hold unbroken are reported as cases of their own. */
export async function casesOf(stage: Stage, way: Way): Promise<{ ids: string[]; broken: Outcome[] }> {
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

/** Runs one case on a sound subject; what throws is a violation too. */
export async function runCase(stage: Stage, id: string): Promise<Outcome> {
  const one: Case = caseOf(id);
  const { target } = one.way;
  const outcome = await play(stage, one).catch(
    (error: unknown): Outcome => ({
      id,
      violations: [
        `the case itself failed: ${error instanceof Error ? (error.stack ?? error.message) : error}`,
      ],
      met: true,
      ended: 'failed',
    }),
  );
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
