import { parseArgs } from 'node:util';
import { systemClock } from '../../functions/clock.ts';
import { isNamed, namedCause } from './cause.ts';
import { asJson, isRight, playAll } from './demo.ts';
import { INVARIANTS } from './invariants.ts';
import { SCENARIOS } from './scenarios.ts';
import { openLiveStage } from './stage.ts';
import { table } from './table.ts';

/** Scenarios at a time. */
const LANES = 4;
const WIDTH = 120;

const { values, positionals } = parseArgs({ options: { json: { type: 'boolean' } }, allowPositionals: true });
const chosen = SCENARIOS.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
if (chosen.length === 0) throw new Error(`Scenarios: ${SCENARIOS.map(({ name }) => name).join(', ')}.`);
const startedAt = systemClock.now();
const elapsed = () => Math.round((systemClock.now() - startedAt) / 1_000);
const say = (scenario: string, words: string) =>
  console.log(`${String(elapsed()).padStart(4)} s  ${scenario.padEnd(22)} ${words}`.slice(0, WIDTH));

console.log(
  `${chosen.length} scenarios, ${LANES} at a time, each on a service of its own under real traffic.`,
);
const stage = await openLiveStage();
const report = await playAll(stage, chosen, LANES, say).finally(() => stage.close());
const { checked, violations } = report.invariants;
console.log(`\n${table(report.results)}\n`);
console.log(
  "Exposure: the bad version's share of the requests between its first and its last one. Verdict and",
);
console.log(
  "rollback: sandbox seconds from the new version's first request, or from the call where it got none.",
);
console.log(
  `${checked} checks of ${Object.keys(INVARIANTS).length} invariants, ${violations.length} violated; ${elapsed()} s.`,
);
for (const { scenario, invariant, words, times } of violations)
  console.log(`${scenario}: ${INVARIANTS[invariant]}: ${words} (${times} times)`);
// Chosen scenarios are played alone.
const incident = positionals.length === 0 ? await namedCause((line) => console.log(line)) : undefined;
if (incident)
  console.log(
    `The cause of the incident: ${incident.cause?.named ?? 'not named'}${isNamed(incident) ? ', as it was.' : '.'}`,
  );
if (values.json) console.log(JSON.stringify({ ...asJson(report), ...(incident && { incident }) }));
process.exitCode = isRight(report) && (!incident || isNamed(incident)) ? 0 : 1;
