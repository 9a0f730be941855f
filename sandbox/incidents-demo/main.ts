/**
 * Shows on real faults in the sandbox how an alarm becomes an incident that ends: every act in an account of its own,
 * on time that jumps.
 *
 *   npm run demo:incidents
 *   npm run demo:incidents -- load-spike --json     one act; the last line is one JSON object
 */
import { parseArgs } from 'node:util';
import { loadScenarios } from '../../bench/incidents/load.ts';
import { ACTS } from './acts.ts';
import { perform } from './demo.ts';
import { type Outcome, table } from './outcome.ts';

const { values, positionals } = parseArgs({ options: { json: { type: 'boolean' } }, allowPositionals: true });
const chosen = ACTS.filter(({ scenario }) => positionals.length === 0 || positionals.includes(scenario));
if (chosen.length === 0) throw new Error(`Acts: ${ACTS.map(({ scenario }) => scenario).join(', ')}.`);

const scenarios = loadScenarios();
const outcomes: Outcome[] = [];
console.log(
  `${chosen.length} faults, each in an account of its own. Times are sandbox minutes since the first line.`,
);
for (const act of chosen) outcomes.push(await perform(act, scenarios, (line) => console.log(line)));
console.log(`\n${table(outcomes)}`);
const right = outcomes.filter((outcome) => outcome.right).length;
console.log(`\n${right} of ${outcomes.length} as expected.`);
if (values.json) console.log(JSON.stringify({ scenarios: outcomes, right, all: outcomes.length }));
process.exitCode = right === outcomes.length ? 0 : 1;
