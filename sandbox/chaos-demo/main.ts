/**
 * Runs an experiment of each fault class on sample services whose tasks are processes and whose faults are real.
 *
 *   npm run demo:chaos
 *   npm run demo:chaos -- task-stop --json     one experiment; the last line is one JSON object
 */
import { parseArgs } from 'node:util';
import { systemClock } from '../../functions/clock.ts';
import { leftovers } from '../fis/leftovers.ts';
import { CASES } from './cases.ts';
import { type Played, playAll } from './play.ts';
import { openStage } from './stage.ts';

const WIDTH = 150;

const { values, positionals } = parseArgs({ options: { json: { type: 'boolean' } }, allowPositionals: true });
const chosen = CASES.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
if (chosen.length === 0) throw new Error(`Experiments: ${CASES.map(({ name }) => name).join(', ')}.`);
const startedAt = systemClock.now();
const say = (name: string, words: string) => {
  const seconds = String(Math.round((systemClock.now() - startedAt) / 1_000)).padStart(4);
  console.log(`${seconds} s  ${name.padEnd(22)} ${words}`.slice(0, WIDTH));
};

console.log(`${chosen.length} experiments; times of experiments are sandbox seconds.`);
const stage = await openStage();
const left: string[] = [];
let played: Played[] = [];
try {
  const services = [...new Set(chosen.map(({ service }) => service))];
  const lanes = services.map((service) =>
    playAll(
      stage,
      chosen.filter((one) => one.service === service),
      say,
    ),
  );
  const results = (await Promise.all(lanes)).flat();
  played = chosen.flatMap(({ name }) => results.find((one) => one.name === name) ?? []);
  left.push(...leftovers(stage.account));
} finally {
  await stage.close();
}
const line = (cells: readonly unknown[]) => cells.map((cell) => String(cell).padEnd(22)).join('');
console.log(`\n${line(['experiment', 'verdict', 'expected', 'fault seen', 'detected', 'recovered'])}`);
for (const one of played)
  console.log(
    line([
      one.name,
      one.verdict,
      one.expected,
      one.faultObserved ? 'yes' : 'no',
      one.secondsToDetect === null ? '-' : `${one.secondsToDetect} s`,
      one.secondsToRecover === null ? '-' : `${one.secondsToRecover} s`,
    ]),
  );
for (const one of left) console.log(`left behind: ${one}`);
const right = played.filter(({ verdict, expected }) => verdict === expected).length;
console.log(`\n${right} of ${played.length} as expected, ${left.length} left behind.`);
if (values.json) console.log(JSON.stringify({ experiments: played, leftovers: left.length }));
process.exitCode = right === played.length && left.length === 0 ? 0 : 1;
