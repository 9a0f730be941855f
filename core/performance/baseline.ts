import { MAD_TO_SIGMA, median, medianDeviation } from '../robust.ts';
import { significantDigits } from '../significant-digits.ts';
import { METRIC_FORM, type Measures, type Metric } from './measures.ts';

export const COMPARED = ['NORMAL', 'WORSE', 'BETTER', 'NO_DATA', 'NO_BASELINE'] as const;

/** A metric against the same weekday and hours of earlier weeks. */
export interface Compared {
  readonly metric: Metric;
  readonly unit: string;
  readonly verdict: (typeof COMPARED)[number];
  readonly value?: number;
  /** The median of the weeks, what is ordinary around it, and how many weeks had a value. */
  readonly baseline?: {
    readonly median: number;
    readonly low: number;
    readonly high: number;
    readonly weeks: number;
  };
}

/** Fewer weeks than these are no baseline. */
const LEAST_WEEKS = 2;
/** Deviations (from the median absolute deviation, made comparable to a standard deviation) that are ordinary. */
const DEVIATIONS = 3;
/** A change of less is not worth a word, however steady the weeks were. */
const LEAST_CHANGE = 0.2;
/** Shares near zero differ without meaning anything: a tenth of a percent is ordinary. */
const LEAST_SHARE = 0.001;

/** Compares one metric; missing is not normal. */
export function compare(metric: Metric, now: Measures, weeks: readonly Measures[]): Compared {
  const { unit, worse } = METRIC_FORM[metric];
  const value = now[metric];
  if (value === undefined) return { metric, unit, verdict: 'NO_DATA' };
  const shown = significantDigits(value, 4);
  const values = weeks.flatMap((week) => week[metric] ?? []);
  if (values.length < LEAST_WEEKS) return { metric, unit, verdict: 'NO_BASELINE', value: shown };
  const middle = median(values);
  const floor = unit === 'share' ? LEAST_SHARE : 0;
  const ordinary = Math.max(
    DEVIATIONS * MAD_TO_SIGMA * medianDeviation(values),
    LEAST_CHANGE * Math.abs(middle),
    floor,
  );
  const [low, high] = [Math.max(0, middle - ordinary), middle + ordinary];
  const baseline = {
    median: significantDigits(middle, 4),
    low: significantDigits(low, 4),
    high: significantDigits(high, 4),
    weeks: values.length,
  };
  return { metric, unit, verdict: verdictOf(worse, value, low, high), value: shown, baseline };
}

function verdictOf(worse: 'higher' | 'lower' | 'neither', value: number, low: number, high: number) {
  if (value >= low && value <= high) return 'NORMAL';
  return value > high === (worse === 'higher') ? 'WORSE' : 'BETTER';
}
