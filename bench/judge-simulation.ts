/**
 * Measures the judge against Kayenta's rule on simulated rollouts: false aborts on equal versions, detection and
 * minutes to the verdict on worse ones.
 *
 *   node bench/judge-simulation.ts --seed 1 --runs 40
 *   node bench/judge-simulation.ts --seed 1 --runs 300 --faults equal --requests 1000
 */
import { parseArgs } from 'node:util';
import { kayentaFails, kayentaFirst } from './judge/kayenta.ts';
import { firstRollback } from './judge/looks.ts';
import { EQUAL, type Scenario, simulate } from './judge/traffic.ts';

const SHARES = [0.5, 0.1, 0.05];
const REQUESTS = [100, 1_000, 10_000, 100_000, 1_000_000];

type Part = Partial<Scenario>;
const NOISE: readonly (readonly [string, Part])[] = [
  ['clean', {}],
  ['sd 0.1', { errorNoise: 0.1, latencyNoise: 0.1 }],
  ['sd 0.5', { errorNoise: 0.5, latencyNoise: 0.5 }],
  ['ar .8 mild', { errorNoise: 0.3, latencyNoise: 0.05, persistence: 0.8 }],
  ['ar .8 sd 0.5', { errorNoise: 0.5, latencyNoise: 0.5, persistence: 0.8 }],
];
const FAULTS: readonly (readonly [string, Part])[] = [
  ['equal', {}],
  ['errors 1->3%', { candidateErrors: 0.03 }],
  ['errors 1->10%', { candidateErrors: 0.1 }],
  ['latency +20%', { slowdown: 1.2 }],
  ['latency x3', { slowdown: 3 }],
];

/** Kayenta is asked once at the end, or every five minutes from the tenth, as many of its users do. */
const KAYENTA_LOOKS = [10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60];

interface Row {
  readonly judge: readonly number[];
  readonly kayentaOnce: number;
  readonly kayentaOften: readonly number[];
}

function measure(scenario: Scenario, runs: number, seed: number): Row {
  const judge: number[] = [];
  const kayentaOften: number[] = [];
  let kayentaOnce = 0;
  for (let run = 0; run < runs; run += 1) {
    const observation = simulate(scenario, seed * 1_000_003 + run * 7_919);
    const { candidate, baseline } = observation;
    const worse = firstRollback(observation);
    if (worse !== null) judge.push(worse);
    const often = kayentaFirst(candidate, baseline, KAYENTA_LOOKS);
    if (often !== null) kayentaOften.push(often);
    if (kayentaFails(candidate, baseline, scenario.minutes)) kayentaOnce += 1;
  }
  return { judge, kayentaOnce: kayentaOnce / runs, kayentaOften };
}

function median(values: readonly number[]): string {
  const sorted = [...values].sort((one, other) => one - other);
  return String(sorted[Math.floor((sorted.length - 1) / 2)] ?? '-');
}

function line(name: string, row: Row, runs: number): string {
  const share = (part: number) => part.toFixed(3);
  return [
    name.padEnd(48),
    `judge ${share(row.judge.length / runs)} ${median(row.judge).padStart(3)}`,
    `once ${share(row.kayentaOnce)}`,
    `often ${share(row.kayentaOften.length / runs)} ${median(row.kayentaOften).padStart(3)}`,
  ].join(' | ');
}

function main(): void {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string', default: '1' },
      runs: { type: 'string', default: '40' },
      faults: { type: 'string' },
      requests: { type: 'string' },
    },
  });
  const runs = Number(values.runs);
  console.log(
    `runs ${runs}, seed ${values.seed}; share rolled back and median minute: judge at every minute, Kayenta once at 60, Kayenta every 5`,
  );
  for (const [fault, worse] of FAULTS) {
    if (values.faults !== undefined && !fault.includes(values.faults)) continue;
    for (const [noise, noisy] of NOISE) {
      for (const requestsPerMinute of REQUESTS) {
        if (values.requests !== undefined && requestsPerMinute !== Number(values.requests)) continue;
        for (const share of SHARES) {
          const scenario = { ...EQUAL, ...noisy, ...worse, requestsPerMinute, share };
          const name = `${fault} | ${noise} | ${requestsPerMinute}/min | ${100 * share}%`;
          console.log(line(name, measure(scenario, runs, Number(values.seed)), runs));
        }
      }
    }
  }
}

main();
