import { LEVELS, type SeenLevel } from './level.ts';
import { masked } from './mask.ts';
import { type Pattern, rendered } from './pattern.ts';
import type { Change, PatternChange } from './pattern-changes.ts';
import { keyOf, sumOf } from './pattern-key.ts';
import { sourceOf } from './source.ts';
import { commonLevel } from './tally.ts';

/** A pattern as an answer shows it. */
export interface ShownPattern {
  readonly id: string;
  /** Untrusted text. */
  readonly template: string;
  readonly change: Change;
  readonly proven: boolean;
  readonly evidence: number;
  readonly ratio?: number;
  readonly level: SeenLevel;
  readonly lines: number;
  readonly linesBefore: number;
  readonly firstSeen: string;
  readonly lastSeen: string;
  readonly services: string[];
  readonly traces: string[];
  readonly sample: { readonly untrusted: string };
}

const LONGEST = 300;
const MOST_SERVICES = 20;
const CHANGE_ORDER: readonly Change[] = ['NEW', 'BURSTING', 'VANISHED', 'NO_DATA', 'STEADY'];

/** The most telling first: proven changes before others, errors before what is less, then by evidence and lines. */
export function byImportance(changes: readonly PatternChange[]): PatternChange[] {
  const rank = new Map(changes.map((one) => [one, rankOf(one)]));
  return [...changes].sort((one, other) => {
    const [left, right] = [rank.get(one) ?? [], rank.get(other) ?? []];
    const at = left.findIndex((value, index) => value !== right[index]);
    return at < 0 ? 0 : (left[at] ?? 0) - (right[at] ?? 0);
  });
}

function rankOf({ isProven, change, tally, evidence }: PatternChange): readonly number[] {
  const severity = -LEVELS.indexOf(commonLevel(tally) as never);
  const kind = change === 'STEADY' || change === 'NO_DATA' ? 1 : 0;
  const order = isProven ? CHANGE_ORDER.indexOf(change) : 0;
  return [isProven ? 0 : 1, severity, kind, order, kind === 0 ? -evidence : 0, -tally.lines.period];
}

export function shownPattern({
  pattern,
  tally,
  change,
  isProven,
  evidence,
  ratio,
}: PatternChange): ShownPattern {
  const services = [...tally.sources.keys()].map((source) => sourceOf(source).service);
  return {
    id: patternId(pattern),
    template: masked(rendered(pattern), LONGEST),
    change,
    proven: isProven,
    evidence: rounded(evidence),
    ...(ratio !== undefined && { ratio: rounded(ratio) }),
    level: commonLevel(tally),
    lines: tally.lines.period,
    linesBefore: tally.lines.before,
    firstSeen: new Date(tally.first).toISOString(),
    lastSeen: new Date(tally.last).toISOString(),
    services: [...new Set(services.filter((service) => service !== undefined))].slice(0, MOST_SERVICES),
    traces: [...tally.traces],
    sample: { untrusted: masked(tally.sample?.line ?? '', LONGEST) },
  };
}

/** The same for the same template, wherever and whenever it is mined, and of whatever kind its values are. */
export function patternId({ places }: Pick<Pattern, 'places'>): string {
  return `pat-${keyOf(sumOf(places)).toString(36)}`;
}

export const rounded = (value: number): number => Number(value.toPrecision(3));
