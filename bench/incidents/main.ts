/**
 * Plays the incident suite: every scenario in an account of its own on virtual time, against the labels that were
 * written before the runbooks.
 *
 *   npm run bench -- incidents --json
 *   npm run bench -- incidents --seed 7 --only disk --workers 1
 *
 * A third of the scenarios is composed from the seed. `--only` plays those with the text in their id, and leaves out
 * the storm of signals unless it is asked for by `--only storm`.
 */
import { randomInt } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { composeScenarios } from './compose.ts';
import { groupedInStorms, summed } from './grouping.ts';
import type { Scenario } from './labelled.ts';
import { loadLibrary, loadScenarios } from './load.ts';
import { playAll } from './pool.ts';
import type { IncidentBench } from './report.ts';
import type { Scored } from './score.ts';
import { measureStorm } from './storm.ts';
import { summaryOf } from './summary.ts';

export { report } from './report.ts';

const GENERATED_STORMS = 200;
const STORM_SIGNALS = 10_000;

/** @param args `--seed` (else random), `--only` part of a scenario's id, `--workers`, `--signals` of the storm */
export async function run(args: readonly string[]): Promise<IncidentBench> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seed: { type: 'string' },
      only: { type: 'string', default: '' },
      workers: { type: 'string', default: String(availableParallelism()) },
      signals: { type: 'string', default: String(STORM_SIGNALS) },
    },
  });
  const seed = Number(values.seed ?? randomInt(1_000_000_000));
  const scenarios = allScenarios(seed).filter(({ id }) => id.includes(values.only));
  console.error(`seed ${seed}, ${scenarios.length} scenarios`);
  const onEnd = (one: Scored, done: number) => console.error(`${done}/${scenarios.length} ${lineOf(one)}`);
  const isStorm = values.only === '' || 'storm'.includes(values.only);
  const [scored, storm] = await Promise.all([
    playAll({ scenarios, seed, workers: Number(values.workers), onEnd }),
    isStorm ? measureStorm(seed, Number(values.signals)) : undefined,
  ]);
  const played = summed(scored.map(({ grouped }) => grouped));
  const generated = groupedInStorms(seed, GENERATED_STORMS);
  const summary = summaryOf(scored, played);
  const grouping = { played, generated, storms: GENERATED_STORMS };
  // What is printed as JSON is the summary alone; everything else is in the report.
  return { seed, scored, grouping, storm, summary, toJSON: () => summary };
}

/** The written ones, and half as many that nobody knows beforehand. */
function allScenarios(seed: number): readonly Scenario[] {
  const library = loadLibrary();
  const written = loadScenarios(library);
  return [...written, ...composeScenarios(library, Math.ceil(written.length / 2), seed)];
}

function lineOf({ scenario, misses, wrong, recoveries, notRestored, did }: Scored): string {
  const wrongly = wrong.map(({ words }) => `WRONG: ${words}`);
  const said = [...misses, ...wrongly, ...recoveries.untrue, ...notRestored];
  if (said.length === 0) return `${scenario}: as it has to be`;
  return `${scenario}: ${said.join('; ')} [${did.join('; ') || 'nothing was done'}]`;
}
