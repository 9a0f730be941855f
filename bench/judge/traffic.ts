import type { Minute } from '../../core/judge/minute.ts';
import type { LatencyLimit, Observation } from '../../core/judge/observation.ts';
import { normalTail } from '../../core/judge/special-functions.ts';
import { type SeededRandom, seededRandom } from './seeded-random.ts';

/** Two versions side by side: how much traffic, how good they are, how noisy their minutes. */
export interface Scenario {
  readonly requestsPerMinute: number;
  /** The candidate's share of the requests. */
  readonly share: number;
  readonly baselineErrors: number;
  readonly candidateErrors: number;
  /** The candidate's latency over the baseline's. */
  readonly slowdown: number;
  /** Standard deviation of each arm's error share from minute to minute, as a logarithm; and of its latency. */
  readonly errorNoise: number;
  readonly latencyNoise: number;
  /** Autocorrelation of both from one minute to the next. */
  readonly persistence: number;
  readonly minutes: number;
  /** Minutes before the rollout, in which the baseline has all the traffic. */
  readonly history: number;
}

export const EQUAL: Scenario = {
  requestsPerMinute: 1000,
  share: 0.5,
  baselineErrors: 0.01,
  candidateErrors: 0.01,
  slowdown: 1,
  errorNoise: 0,
  latencyNoise: 0,
  persistence: 0,
  minutes: 60,
  history: 20,
};

/** Log-normal latencies around this median, with this spread; load moves both arms alike. */
const MEDIAN_MS = 100;
const SPREAD = 0.6;
const LOAD_SPREAD = 0.15;
const LOAD_PERSISTENCE = 0.9;
const FEW = 200;

const Z75 = 0.6744897501960817;
const Z95 = 1.6448536269514722;
/** The p75 and the p95 of quiet minutes before the rollout. */
export const SIMULATED_LIMITS: readonly LatencyLimit[] = [
  { name: 'p75', milliseconds: MEDIAN_MS * Math.exp(SPREAD * Z75) },
  { name: 'p95', milliseconds: MEDIAN_MS * Math.exp(SPREAD * Z95) },
];

/** Draws both arms, minute by minute, from one seed. Minute 0 is the rollout's first. */
export function simulate(scenario: Scenario, seed: number): Observation {
  const random = seededRandom(seed);
  const { share, history, minutes } = scenario;
  const load = autoregression(random, history + minutes, LOAD_SPREAD, LOAD_PERSISTENCE);
  const old = { errors: scenario.baselineErrors, slowdown: 1 };
  const fresh = { errors: scenario.candidateErrors, slowdown: scenario.slowdown };
  const shareAt = (minute: number) => (minute < 0 ? 1 : 1 - share);
  return {
    baseline: arm(random, scenario, load, { ...old, from: -history, shareAt }),
    candidate: arm(random, scenario, load.slice(history), { ...fresh, from: 0, shareAt: () => share }),
    limits: SIMULATED_LIMITS,
    comparison: 'concurrent',
    alarms: [],
  };
}

interface Arm {
  /** The first minute. */
  readonly from: number;
  readonly shareAt: (minute: number) => number;
  readonly errors: number;
  readonly slowdown: number;
}

function arm(random: SeededRandom, scenario: Scenario, load: readonly number[], arm: Arm): Minute[] {
  const { errorNoise, latencyNoise, persistence } = scenario;
  const failing = autoregression(random, load.length, errorNoise, persistence);
  const slow = autoregression(random, load.length, latencyNoise, persistence);
  return load.map((level, at) => {
    const minute = arm.from + at;
    const expected = scenario.requestsPerMinute * arm.shareAt(minute) * Math.exp(level);
    const requests = Math.max(1, random.poisson(expected));
    const failed = arm.errors * Math.exp((failing[at] ?? 0) - errorNoise ** 2 / 2);
    const median = Math.log(MEDIAN_MS * arm.slowdown) + (slow[at] ?? 0) + 0.5 * level;
    return {
      start: minute * 60_000,
      requests,
      errors: random.binomial(requests, Math.min(failed, 0.9)),
      connectionErrors: 0,
      unhealthyHosts: 0,
      ...latencies(random, requests, median),
    };
  });
}

function autoregression(random: SeededRandom, length: number, spread: number, persistence: number): number[] {
  let value = spread * random.normal();
  return Array.from({ length }, (_, minute) => {
    const fresh = spread * Math.sqrt(1 - persistence ** 2) * random.normal();
    value = minute === 0 ? value : persistence * value + fresh;
    return value;
  });
}

function latencies(
  random: SeededRandom,
  requests: number,
  logMedian: number,
): Pick<Minute, 'above' | 'p95Ms'> {
  return requests <= FEW
    ? drawnLatencies(random, requests, logMedian)
    : countedLatencies(random, requests, logMedian);
}

function drawnLatencies(
  random: SeededRandom,
  requests: number,
  logMedian: number,
): Pick<Minute, 'above' | 'p95Ms'> {
  const drawn = Float64Array.from({ length: requests }, () => Math.exp(logMedian + SPREAD * random.normal()));
  drawn.sort();
  const above = SIMULATED_LIMITS.map(({ name, milliseconds }) => {
    return [name, drawn.filter((value) => value > milliseconds).length] as const;
  });
  const rank = 0.95 * (requests - 1);
  const low = drawn[Math.floor(rank)] ?? 0;
  const high = drawn[Math.ceil(rank)] ?? 0;
  return { above: Object.fromEntries(above), p95Ms: low + (rank - Math.floor(rank)) * (high - low) };
}

/** Many requests: counts above the limits are binomial, each within the one before; the p95 is nearly normal. */
function countedLatencies(
  random: SeededRandom,
  requests: number,
  logMedian: number,
): Pick<Minute, 'above' | 'p95Ms'> {
  const above: Record<string, number> = {};
  let rest = requests;
  let shareOfRest = 1;
  for (const { name, milliseconds } of SIMULATED_LIMITS) {
    const share = normalTail((Math.log(milliseconds) - logMedian) / SPREAD);
    rest = random.binomial(rest, Math.min(1, share / shareOfRest));
    shareOfRest = share;
    above[name] = rest;
  }
  const density = Math.exp(-(Z95 ** 2) / 2) / Math.sqrt(2 * Math.PI);
  const error = Math.sqrt((0.95 * 0.05) / requests) / density;
  return { above, p95Ms: Math.exp(logMedian + SPREAD * (Z95 + error * random.normal())) };
}
