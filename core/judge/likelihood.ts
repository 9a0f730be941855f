/** First derivative of a log-likelihood, and its information (minus the second). */
export interface Score {
  readonly slope: number;
  readonly information: number;
}

/** One minute as a log-concave function of the log-odds it speaks of. */
export interface Likelihood {
  value(logOdds: number): number;
  /** Much cheaper than the value: no logarithm is taken. */
  score(logOdds: number): Score;
  /** Roughly where it is highest, and how sharp it is there: a place to begin a search. */
  readonly peak: { readonly logOdds: number; readonly information: number };
}

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
  return {
    peak: peakOf(candidate, baseline),
    value: (logOdds) => {
      const ratio = Math.exp(logOdds);
      const odds = baselineOdds(ratio, candidate, baseline, bad, good);
      const variance =
        binomialVariance(candidate.trials, ratio * odds) + binomialVariance(baseline.trials, odds);
      return (
        candidate.bad * logOdds +
        bad * Math.log(odds) -
        candidate.trials * Math.log1p(ratio * odds) -
        baseline.trials * Math.log1p(odds) +
        0.5 * Math.log(variance)
      );
    },
    score: (logOdds) => {
      const ratio = Math.exp(logOdds);
      const odds = baselineOdds(ratio, candidate, baseline, bad, good);
      const candidateVariance = binomialVariance(candidate.trials, ratio * odds);
      const baselineVariance = binomialVariance(baseline.trials, odds);
      return {
        slope: candidate.bad - (candidate.trials * ratio * odds) / (1 + ratio * odds),
        information: (candidateVariance * baselineVariance) / (candidateVariance + baselineVariance),
      };
    },
  };
}

/** What one minute of one arm says about the log-odds of a bad event: the binomial likelihood. */
export function shareLikelihood({ bad, trials }: Tally): Likelihood | null {
  if (!(trials > 0)) return null;
  return {
    peak: {
      logOdds: Math.log((bad + HALF) / (trials - bad + HALF)),
      information: 1 / (1 / (bad + HALF) + 1 / (trials - bad + HALF)),
    },
    value: (logOdds) => bad * logOdds - trials * Math.log1p(Math.exp(logOdds)),
    score: (logOdds) => {
      const odds = Math.exp(logOdds);
      return {
        slope: bad - (trials * odds) / (1 + odds),
        information: binomialVariance(trials, odds),
      };
    },
  };
}

/** What one measured difference says about its mean: the normal likelihood with a given error of measurement. */
export function differenceLikelihood(difference: number, standardError: number): Likelihood {
  const information = 1 / (standardError * standardError);
  return {
    peak: { logOdds: difference, information },
    value: (mean) => -0.5 * information * (difference - mean) ** 2,
    score: (mean) => ({ slope: information * (difference - mean), information }),
  };
}

/** Keeps an odds ratio finite where a count is zero. Source: Haldane 1956. */
const HALF = 0.5;

function peakOf(candidate: Tally, baseline: Tally): Likelihood['peak'] {
  const cells = [
    candidate.bad + HALF,
    candidate.trials - candidate.bad + HALF,
    baseline.bad + HALF,
    baseline.trials - baseline.bad + HALF,
  ] as const;
  const [bad, good, oldBad, oldGood] = cells;
  return {
    logOdds: Math.log((bad * oldGood) / (good * oldBad)),
    information: 1 / (1 / bad + 1 / good + 1 / oldBad + 1 / oldGood),
  };
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
