import type { Minute } from '../../core/judge/minute.ts';
import type { LatencyLimit, Observation } from '../../core/judge/observation.ts';
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

/** Draws both arms, minute by minute, from one seed. */
export function simulate(scenario: Scenario, seed: number): Observation {
  const random = seededRandom(seed);
  const load = autoregression(random, scenario.minutes, LOAD_SPREAD, LOAD_PERSISTENCE);
  const { share } = scenario;
  return {
    baseline: arm(random, scenario, load, { share: 1 - share, errors: scenario.baselineErrors, slowdown: 1 }),
    candidate: arm(random, scenario, load, {
      share,
      errors: scenario.candidateErrors,
      slowdown: scenario.slowdown,
    }),
    limits: SIMULATED_LIMITS,
    comparison: 'concurrent',
    alarms: [],
  };
}

interface Arm {
  readonly share: number;
  readonly errors: number;
  readonly slowdown: number;
}

function arm(
  random: SeededRandom,
  scenario: Scenario,
  load: readonly number[],
  { share, errors, slowdown }: Arm,
): Minute[] {
  const { errorNoise, latencyNoise, persistence } = scenario;
  const failing = autoregression(random, load.length, errorNoise, persistence);
  const slow = autoregression(random, load.length, latencyNoise, persistence);
  return load.map((level, minute) => {
    const requests = Math.max(1, random.poisson(scenario.requestsPerMinute * share * Math.exp(level)));
    const failed = errors * Math.exp((failing[minute] ?? 0) - errorNoise ** 2 / 2);
    const median = Math.log(MEDIAN_MS * slowdown) + (slow[minute] ?? 0) + 0.5 * level;
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
  const drawn = Array.from({ length: requests }, () => Math.exp(logMedian + SPREAD * random.normal()));
  drawn.sort((one, other) => one - other);
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

/** Upper tail of the standard normal. Source: Abramowitz and Stegun 26.2.17, absolute error below 7.5e-8. */
export function normalTail(z: number): number {
  if (z < 0) return 1 - normalTail(-z);
  const t = 1 / (1 + 0.2316419 * z);
  const polynomial =
    t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * polynomial;
}
