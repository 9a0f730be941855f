import { ratioOf, type Weighed } from './comparison-signal.ts';
import { priorOf } from './dispersion.ts';
import { differenceLikelihood } from './likelihood.ts';
import { latencyModel } from './model.ts';
import type { CustomMetric, JudgeConfig } from './observation.ts';
import { OnsetProcess } from './onset.ts';

/** A ratio beyond this, or a zero against something, counts as this. */
const LARGEST_LOG_RATIO = 3;
const MEASUREMENT_ERROR = 0.02;
const FEWEST_PAIRS = 3;

/**
 * Compares a metric of the user's own by the logarithm of candidate over baseline, minute by minute. Nothing is
 * known about its counts, so all of its scatter is noise of minutes.
 */
export function compareCustom(
  metric: CustomMetric,
  weight: number,
  boundary: number,
  config: JudgeConfig,
): Weighed {
  const model = latencyModel(boundary);
  const process = new OnsetProcess(model);
  const pairs = pairsOf(metric);
  for (const { minute, baseline, candidate } of pairs) {
    const worse = metric.worse === 'higher' ? logRatio(candidate, baseline) : logRatio(baseline, candidate);
    process.observe(minute, differenceLikelihood(worse, MEASUREMENT_ERROR));
  }
  const enough = pairs.length >= FEWEST_PAIRS;
  const { logEvidence: statistic } = process.evidence(priorOf(model.noise), () => enough);
  const bound = -Math.log(config.alpha * weight);
  const baselineMean = mean(pairs.map(({ baseline }) => baseline));
  const candidateMean = mean(pairs.map(({ candidate }) => candidate));
  return {
    signal: {
      name: metric.name,
      kind: 'comparison',
      decision: isMissing(metric) ? 'NO_DATA' : statistic >= bound ? 'WORSE' : 'FINE',
      statistic,
      bound,
      samples: { baseline: pairs.length, candidate: pairs.length },
      effect: {
        baselineShare: baselineMean,
        candidateShare: candidateMean,
        ratio: ratioOf(candidateMean, baselineMean),
      },
    },
    weight,
  };
}

interface ValuePair {
  readonly minute: number;
  readonly baseline: number;
  readonly candidate: number;
}

function pairsOf({ baseline, candidate }: CustomMetric): ValuePair[] {
  return candidate.flatMap((value, minute) => {
    const old = baseline[minute] ?? null;
    return value === null || old === null ? [] : [{ minute, baseline: old, candidate: value }];
  });
}

/** Less than half of the minutes have a value on both sides. */
function isMissing(metric: CustomMetric): boolean {
  const pairs = pairsOf(metric).length;
  return pairs === 0 || 2 * pairs < Math.max(metric.candidate.length, metric.baseline.length);
}

function logRatio(above: number, below: number): number {
  if (above === below) return 0;
  const ratio = Math.log(Math.max(above, 0) / Math.max(below, 0));
  return Number.isNaN(ratio) ? 0 : Math.min(Math.max(ratio, -LARGEST_LOG_RATIO), LARGEST_LOG_RATIO);
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
