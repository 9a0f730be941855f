import { baro, nSigma } from './deviation.ts';
import { randomWalk, rankedCorrelation, traversal } from './graph.ts';
import type { Baseline } from './measures.ts';

export const BASELINES: Readonly<Record<string, Baseline>> = {
  'ranked correlation': rankedCorrelation,
  traversal,
  NSigma: nSigma,
  'BARO-like': baro,
  'random walk': randomWalk,
};
