import { EQUAL, type Scenario } from './traffic.ts';

type Part = Partial<Scenario>;

/** One place of the grid: a kind of rollout that is simulated many times. */
export interface Cell {
  readonly suite: 'grid' | 'unseen' | 'reference' | 'floor';
  readonly fault: string;
  readonly noise: string;
  readonly scenario: Scenario;
}

/** Errors as standard deviation of the logarithm of their share, latency of its own logarithm; minute by minute. */
const NOISES: readonly (readonly [string, Part])[] = [
  ['clean', {}],
  ['sd 0.1', { errorNoise: 0.1, latencyNoise: 0.1 }],
  ['sd 0.5', { errorNoise: 0.5, latencyNoise: 0.5 }],
  ['autocorrelated', { errorNoise: 0.3, latencyNoise: 0.05, persistence: 0.8 }],
  ['sd 0.5 autocorrelated', { errorNoise: 0.5, latencyNoise: 0.5, persistence: 0.8 }],
];
const FAULTS: readonly (readonly [string, Part])[] = [
  ['errors 1 to 3%', { candidateErrors: 0.03 }],
  ['errors 1 to 10%', { candidateErrors: 0.1 }],
  ['latency +20%', { slowdown: 1.2 }],
  ['latency x3', { slowdown: 3 }],
];
export const EQUAL_VERSIONS = 'equal';

/** The candidate's share of the requests. */
const SHARES = [0.5, 0.1, 0.05];
const REQUESTS = [100, 1_000, 10_000, 100_000, 1_000_000];
const REQUESTS_OF_FAULTS = [100, 1_000, 100_000];

/** Equal versions at every volume; worse ones at three. */
export function gridCells(): Cell[] {
  const faults = [[EQUAL_VERSIONS, {}] as const, ...FAULTS];
  return faults.flatMap(([fault, worse]) =>
    NOISES.flatMap(([noise, noisy]) =>
      (fault === EQUAL_VERSIONS ? REQUESTS : REQUESTS_OF_FAULTS).flatMap((requestsPerMinute) =>
        SHARES.map((share): Cell => {
          const scenario = { ...EQUAL, ...noisy, ...worse, requestsPerMinute, share };
          return { suite: 'grid', fault, noise, scenario };
        }),
      ),
    ),
  );
}

/** Some 70 and 100 requests of the candidate in an hour: with fewer than the sample floor none may be promoted. */
export function floorCells(): Cell[] {
  return [20, 30].map((requestsPerMinute) => ({
    suite: 'floor',
    fault: EQUAL_VERSIONS,
    noise: 'clean',
    scenario: { ...EQUAL, requestsPerMinute, share: 0.05 },
  }));
}

/** Noise of one arm by which the logarithm of a share or a latency moves by half from minute to minute. */
const HEAVY = 0.5;

/** Whether a fault has to be found in heavy noise: that of the signal in which it shows. */
export function isHeavy({ scenario }: Cell): boolean {
  const { slowdown, errorNoise, latencyNoise } = scenario;
  return (slowdown > 1 ? latencyNoise : errorNoise) >= HEAVY;
}

export function nameOf({ fault, noise, scenario }: Cell): string {
  return `${fault}, ${noise}, ${scenario.requestsPerMinute}/min, ${Number((100 * scenario.share).toPrecision(3))}%`;
}
