/** The log-likelihood of one minute at one log-odds: its value, its slope and its information (minus curvature). */
export interface LikelihoodPoint {
  readonly value: number;
  readonly slope: number;
  readonly information: number;
}

/** One minute as a log-concave function of the log-odds it speaks of. */
export type Likelihood = (logOdds: number) => LikelihoodPoint;

/** Bad and all events of one arm in one minute. */
export interface Tally {
  readonly bad: number;
  readonly trials: number;
}

/**
 * What one minute of two arms says about the log odds ratio (candidate over baseline), given the minute's
 * total of bad events. Conditioning on the total removes whatever both arms share in that minute: load,
 * time of day, a slow dependency. Arms may have any sizes.
 *
 * Source: Fisher's noncentral hypergeometric distribution; its normaliser by the saddlepoint approximation
 * (McCullagh and Nelder, Generalized Linear Models, 2nd edition, section 7.3; Barndorff-Nielsen and Cox 1979).
 *
 * @returns null if the split of this minute carries no information: one arm or one outcome is missing.
 */
export function oddsRatioLikelihood(candidate: Tally, baseline: Tally): Likelihood | null {
  const bad = candidate.bad + baseline.bad;
  const good = candidate.trials + baseline.trials - bad;
  if (!(bad > 0 && good > 0 && candidate.trials > 0 && baseline.trials > 0)) return null;
  return (logOdds) => {
    const ratio = Math.exp(logOdds);
    const odds = baselineOdds(ratio, candidate, baseline, bad, good);
    const candidateVariance = binomialVariance(candidate.trials, ratio * odds);
    const baselineVariance = binomialVariance(baseline.trials, odds);
    const variance = candidateVariance + baselineVariance;
    const fit =
      candidate.bad * logOdds +
      bad * Math.log(odds) -
      candidate.trials * Math.log1p(ratio * odds) -
      baseline.trials * Math.log1p(odds);
    return {
      value: fit + 0.5 * Math.log(variance),
      slope: candidate.bad - (candidate.trials * ratio * odds) / (1 + ratio * odds),
      information: (candidateVariance * baselineVariance) / variance,
    };
  };
}

/** What one minute of one arm says about the log-odds of a bad event: the binomial likelihood. */
export function shareLikelihood({ bad, trials }: Tally): Likelihood | null {
  if (!(trials > 0)) return null;
  return (logOdds) => {
    const odds = Math.exp(logOdds);
    return {
      value: bad * logOdds - trials * Math.log1p(odds),
      slope: bad - (trials * odds) / (1 + odds),
      information: binomialVariance(trials, odds),
    };
  };
}

/** What one measured difference says about its mean: the normal likelihood with a given error of measurement. */
export function differenceLikelihood(difference: number, standardError: number): Likelihood {
  const information = 1 / (standardError * standardError);
  return (mean) => ({
    value: -0.5 * information * (difference - mean) ** 2,
    slope: information * (difference - mean),
    information,
  });
}

function binomialVariance(trials: number, odds: number): number {
  return (trials * odds) / (1 + odds) ** 2;
}

/** The baseline odds at which both arms together are expected to have exactly the bad events they had. */
function baselineOdds(ratio: number, candidate: Tally, baseline: Tally, bad: number, good: number): number {
  const square = ratio * good;
  const linear = ratio * (candidate.trials - bad) + baseline.trials - bad;
  const root = Math.sqrt(linear * linear + 4 * square * bad);
  return linear > 0 ? (2 * bad) / (linear + root) : (root - linear) / (2 * square);
}
