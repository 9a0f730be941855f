import type { Cell } from './cells.ts';
import { EQUAL, type Scenario } from './traffic.ts';

/** Shares of rollouts that Kayenta's rule failed in an independent simulation: once at 60 minutes, and every five. */
export interface ReferenceFigures {
  readonly once: number;
  /** From, to: the page gives a range for one case. */
  readonly often: readonly [number, number];
}

/** 100 requests a minute and arm, load that both arms share, a first-order autoregression. */
const CONDITIONS: Scenario = { ...EQUAL, requestsPerMinute: 200, share: 0.5 };

const CASES: readonly (readonly [string, Partial<Scenario>, number, readonly [number, number]])[] = [
  ['equal', {}, 0, [0.003, 0.007]],
  ['equal, noisy', { errorNoise: 0.5, latencyNoise: 0.1 }, 0, [0.007, 0.007]],
  ['equal, autocorrelated', { errorNoise: 0.3, latencyNoise: 0.05, persistence: 0.8 }, 0.003, [0.023, 0.023]],
  ['errors 1 to 2%', { candidateErrors: 0.02 }, 0.6, [0.67, 0.67]],
  ['errors 1 to 3%', { candidateErrors: 0.03 }, 1, [1, 1]],
  ['errors 1 to 10%', { candidateErrors: 0.1 }, 1, [1, 1]],
  ['errors 0.1 to 1%', { baselineErrors: 0.001, candidateErrors: 0.01 }, 0.32, [0.45, 0.45]],
  ['latency +10%', { slowdown: 1.1 }, 0.74, [0.78, 0.78]],
  ['latency +20%', { slowdown: 1.2 }, 1, [1, 1]],
  ['latency +50%', { slowdown: 1.5 }, 1, [1, 1]],
  ['latency x3', { slowdown: 3 }, 1, [1, 1]],
];

export function referenceCells(): Cell[] {
  return CASES.map(([fault, part]) => {
    const scenario = { ...CONDITIONS, ...part };
    if (!('candidateErrors' in part))
      return cell(fault, { ...scenario, candidateErrors: scenario.baselineErrors });
    return cell(fault, scenario);
  });
}

function cell(fault: string, scenario: Scenario): Cell {
  return { suite: 'reference', fault, noise: 'reference', scenario };
}

export function referenceFigures(fault: string): ReferenceFigures {
  const found = CASES.find(([name]) => name === fault);
  if (!found) throw new Error(`No reference figures for "${fault}".`);
  return { once: found[2], often: found[3] };
}
