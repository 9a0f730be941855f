import { type Cell, EQUAL_VERSIONS } from './cells.ts';
import { type SeededRandom, seededRandom } from './seeded-random.ts';
import { EQUAL, type Scenario } from './traffic.ts';

const EQUAL_CELLS = 12;
const WORSE_CELLS = 12;
const SHARES = [0.5, 0.33, 0.2, 0.1, 0.05];

/** Rollouts drawn from the seed, so that nobody can know them beforehand: other noise, other error shares. */
export function unseenCells(seed: number): Cell[] {
  const random = seededRandom(seed);
  return Array.from({ length: EQUAL_CELLS + WORSE_CELLS }, (_, at) => {
    const isWorse = at >= EQUAL_CELLS;
    const base = drawn(random, isWorse ? 0.3 : 0.5);
    const scenario = isWorse ? worse(random, base) : base;
    return { suite: 'unseen', fault: faultOf(scenario), noise: noiseOf(scenario), scenario };
  });
}

/** @param loudest noise of one arm, for both errors and latency */
function drawn(random: SeededRandom, loudest: number): Scenario {
  const between = (low: number, high: number) => low + (high - low) * random.uniform();
  const errors = Math.exp(between(Math.log(0.002), Math.log(0.05)));
  return {
    ...EQUAL,
    requestsPerMinute: Math.round(Math.exp(between(Math.log(100), Math.log(1_000_000)))),
    share: SHARES[Math.floor(SHARES.length * random.uniform())] ?? 0.5,
    baselineErrors: errors,
    candidateErrors: errors,
    errorNoise: between(0, loudest),
    latencyNoise: between(0, loudest),
    persistence: between(0, 0.85),
  };
}

function worse(random: SeededRandom, scenario: Scenario): Scenario {
  const size = random.uniform();
  if (random.uniform() < 0.5) return { ...scenario, slowdown: 1.2 * 2.5 ** size };
  return { ...scenario, candidateErrors: Math.min(0.5, scenario.baselineErrors * 3 * 3.3 ** size) };
}

function faultOf({ baselineErrors, candidateErrors, slowdown }: Scenario): string {
  if (slowdown > 1) return `latency x${slowdown.toFixed(2)}`;
  if (candidateErrors === baselineErrors) return EQUAL_VERSIONS;
  return `errors ${percent(baselineErrors)} to ${percent(candidateErrors)}`;
}

function noiseOf({ errorNoise, latencyNoise, persistence }: Scenario): string {
  return `sd ${errorNoise.toFixed(2)} and ${latencyNoise.toFixed(2)}, lasting ${persistence.toFixed(2)}`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(2)}%`;
}
