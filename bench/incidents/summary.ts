import { rounded } from '../statistics.ts';
import { type BaselineName, type Grouped, type Quality, qualityOf } from './grouping.ts';
import type { Scored } from './score.ts';
import type { Took } from './times.ts';

/** The line that the bench ends with. */
export interface Summary {
  readonly scenarios: number;
  readonly fixable: number;
  readonly remediated: number;
  readonly wrongActions: number;
  readonly mttdMeanSeconds: number | null;
  readonly mttrMeanSeconds: number | null;
  readonly grouping: Quality;
  readonly baselines: Readonly<Record<BaselineName, Quality>>;
}

export function summaryOf(scored: readonly Scored[], grouped: Grouped): Summary {
  return {
    scenarios: scored.length,
    fixable: scored.filter(({ fixable }) => fixable).length,
    remediated: scored.filter(({ remediated }) => remediated).length,
    wrongActions: scored.reduce((sum, { wrong }) => sum + wrong.length, 0),
    mttdMeanSeconds: timesOf(scored, 'detectSeconds').mean,
    mttrMeanSeconds: timesOf(scored, 'recoverSeconds', true).mean,
    grouping: shortened(qualityOf(grouped.product)),
    baselines: {
      contentByService: shortened(qualityOf(grouped.contentByService)),
      contentByEnvironment: shortened(qualityOf(grouped.contentByEnvironment)),
      score: shortened(qualityOf(grouped.score)),
    },
  };
}

export function shortened({ precision, recall }: Quality): Quality {
  return { precision: rounded(precision, 4), recall: rounded(recall, 4) };
}

export interface Times {
  readonly n: number;
  readonly mean: number | null;
  readonly p95: number | null;
}

/** Seconds over all incidents, or over those that may be repaired; null where there are none. */
export function timesOf(scored: readonly Scored[], what: keyof Took, fixableOnly = false): Times {
  const values = scored
    .flatMap(({ took }) => took)
    .filter(({ fixable }) => fixable || !fixableOnly)
    .flatMap((took) => took[what] ?? [])
    .toSorted((one, other) => one - other);
  const n = values.length;
  if (n === 0) return { n, mean: null, p95: null };
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  // The nearest rank: a value that was measured.
  const p95 = values[Math.ceil(0.95 * n) - 1] ?? null;
  return { n, mean: rounded(mean, 1), p95: p95 === null ? null : rounded(p95, 1) };
}
