/** Bounds of a trimmed statistic: shares of the observations in percent, or values; lower exclusive, upper inclusive. */
export interface Bounds {
  readonly by: 'percent' | 'value';
  readonly lower: number;
  readonly upper: number;
}

/** A parsed CloudWatch statistic. */
export type Statistic =
  | { readonly kind: 'SampleCount' | 'Sum' | 'Average' | 'Minimum' | 'Maximum' }
  | { readonly kind: 'percentile'; readonly percent: number }
  | { readonly kind: 'rank'; readonly bounds: Bounds }
  | {
      readonly kind: 'trimmed';
      readonly of: 'mean' | 'count' | 'sum' | 'winsorized';
      readonly bounds: Bounds;
    };

const TRIMMED = { tm: 'mean', tc: 'count', ts: 'sum', wm: 'winsorized' } as const;
const NUMBER = String.raw`\d+(?:\.\d{1,10})?`;
const PERCENTILE = new RegExp(`^p(${NUMBER})$`);
const UP_TO_PERCENT = new RegExp(`^(tm|tc|ts|wm)(${NUMBER})$`);
const RANGE = new RegExp(`^(TM|TC|TS|WM|PR)\\((${NUMBER}%?)?:(${NUMBER}%?)?\\)$`);

function isSimple(stat: string): stat is 'SampleCount' | 'Sum' | 'Average' | 'Minimum' | 'Maximum' {
  return ['SampleCount', 'Sum', 'Average', 'Minimum', 'Maximum'].includes(stat);
}

function parsePercent(text: string): number | undefined {
  const percent = Number(text);
  return percent <= 100 ? percent : undefined;
}

function parseBounds(lower: string | undefined, upper: string | undefined): Bounds | undefined {
  const given = [lower, upper].filter((bound) => bound !== undefined);
  const percents = given.filter((bound) => bound.endsWith('%'));
  if (given.length === 0 || (percents.length > 0 && percents.length < given.length)) return undefined;
  const by = percents.length > 0 ? 'percent' : 'value';
  const open = by === 'percent' ? { lower: 0, upper: 100 } : { lower: -Infinity, upper: Infinity };
  const bounds = {
    by,
    lower: lower === undefined ? open.lower : Number.parseFloat(lower),
    upper: upper === undefined ? open.upper : Number.parseFloat(upper),
  } as const;
  if (bounds.lower > bounds.upper || (by === 'percent' && bounds.upper > 100)) return undefined;
  return bounds;
}

function parseRange(stat: string): Statistic | undefined {
  const match = RANGE.exec(stat);
  const bounds = match ? parseBounds(match[2], match[3]) : undefined;
  if (!match || !bounds) return undefined;
  const name = match[1]?.toLowerCase();
  if (name === 'pr') return bounds.by === 'value' ? { kind: 'rank', bounds } : undefined;
  return { kind: 'trimmed', of: TRIMMED[name as keyof typeof TRIMMED], bounds };
}

function parseUpToPercent(stat: string): Statistic | undefined {
  const match = UP_TO_PERCENT.exec(stat);
  const upper = match ? parsePercent(match[2] ?? '') : undefined;
  if (!match || upper === undefined) return undefined;
  const bounds: Bounds = { by: 'percent', lower: 0, upper };
  return { kind: 'trimmed', of: TRIMMED[match[1] as keyof typeof TRIMMED], bounds };
}

function parsePercentile(stat: string): Statistic | undefined {
  const match = PERCENTILE.exec(stat);
  const percent = match ? parsePercent(match[1] ?? '') : undefined;
  return percent === undefined ? undefined : { kind: 'percentile', percent };
}

/**
 * Parses a statistic as CloudWatch writes it: `Sum`, `p99.9`, `tm90`, `TM(10%:90%)`, `TC(0.005:0.030)`, `PR(:0.3)`,
 * `IQM`. Undefined for anything else.
 * Source: CloudWatch User Guide, "CloudWatch statistics definitions".
 */
export function parseStatistic(stat: string): Statistic | undefined {
  if (isSimple(stat)) return { kind: stat };
  if (stat === 'IQM') return { kind: 'trimmed', of: 'mean', bounds: { by: 'percent', lower: 25, upper: 75 } };
  return parsePercentile(stat) ?? parseUpToPercent(stat) ?? parseRange(stat);
}
