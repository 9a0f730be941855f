import type { z } from 'zod';
import { errorSpikes } from '../../../core/logs/error-spikes.ts';
import { LEVELS } from '../../../core/logs/level.ts';
import { linkedTraces } from '../../../core/logs/linked-traces.ts';
import { type PatternChange, patternChanges } from '../../../core/logs/pattern-changes.ts';
import { searchDollars } from '../../../core/logs/prices.ts';
import { byImportance, rounded, shownPattern } from '../../../core/logs/shown-pattern.ts';
import { sourceOf } from '../../../core/logs/source.ts';
import { type Span, secondsWithin } from '../../../core/logs/times.ts';
import type { SentryRead } from '../read-sentry.ts';
import type { definition } from './definition.ts';
import { type Asked, type Gathered, LINE_LIMITS, MOST_SEARCHED_BYTES } from './gather.ts';

type Answer = z.input<typeof definition.output>;

const MOST_PATTERNS = 30;
const MOST_SPIKES = 20;

/** What was read, as the operation answers it. */
export function answerOf({ spans }: Asked, gathered: Gathered, sentry: SentryRead): Answer {
  const { tallies, coverage, read, budget } = gathered;
  const changes = patternChanges(tallies.patterns(), spans, coverage);
  const patterns = byImportance(changes).slice(0, MOST_PATTERNS).map(shownPattern);
  const spikes = errorSpikes(tallies.sources, spans, coverage);
  const notSeen = [...gathered.notSeen, ...sentry.notSeen];
  const searched = gathered.counted?.bytesScanned ?? 0;
  const lines = tallies.miner.lines;
  const state = stateOf(lines, read.covered.size, notSeen.length === 0);
  return {
    state,
    words: wordsOf(state, lines, changes, spikes.length),
    period: shownSpan(spans.period),
    before: shownSpan(spans.before),
    scanned: {
      lines,
      bytes: budget.bytes,
      calls: budget.calls,
      searchedBytes: searched,
      dollars: searchDollars(searched),
      milliseconds: Math.round(budget.spent),
      budget: { ...LINE_LIMITS, searchedBytes: MOST_SEARCHED_BYTES },
    },
    notSeen,
    missing: sentry.state === 'NOT_INSTALLED' ? ['Sentry: there is no secret operate/sentry.'] : [],
    levels: levelsOf(gathered),
    services: servicesOf(gathered, spans.period),
    patternCounts: countsOf(changes, gathered),
    patterns,
    errorSpikes: spikes
      .sort((one, other) => other.evidence - one.evidence)
      .slice(0, MOST_SPIKES)
      .map(({ source, from, to, errors, expected, evidence }) => ({
        ...sourceOf(source),
        ...shownSpan({ from, to }),
        errors,
        expected: rounded(expected),
        evidence: rounded(evidence),
      })),
    traces: linkedTraces(patterns, sentry.issues),
    sentry: { state: sentry.state, issues: sentry.issues.map((issue) => ({ ...issue })) },
  };
}

/** An empty log that was read to its end is read; one of which nothing was seen is not. */
function stateOf(lines: number, groups: number, isWhole: boolean): Answer['state'] {
  if (lines === 0 && groups === 0) return 'NO_DATA';
  return isWhole ? 'READ' : 'PARTIAL';
}

function wordsOf(
  state: Answer['state'],
  lines: number,
  changes: readonly PatternChange[],
  spikes: number,
): string {
  if (state === 'NO_DATA') return 'No log of these services could be read.';
  if (lines === 0) return 'There are no such lines in either time.';
  const proven = (kind: string) =>
    changes.filter(({ change, isProven }) => isProven && change === kind).length;
  const found = `${proven('NEW')} new, ${proven('BURSTING')} bursting and ${proven('VANISHED')} vanished patterns are proven`;
  const part = state === 'PARTIAL' ? ' Not all was seen.' : '';
  return `${lines} lines of ${changes.length} patterns were read: ${found}, and errors spiked ${spikes} times.${part}`;
}

const shownSpan = ({ from, to }: Span) => ({
  from: new Date(from).toISOString(),
  to: new Date(to).toISOString(),
});

function levelsOf({ tallies }: Gathered): Answer['levels'] {
  const lines = [...tallies.sources.values()];
  return [...LEVELS]
    .reverse()
    .concat('unknown' as never)
    .flatMap((level) => {
      const seen = lines.reduce((sum, source) => sum + (source.lines.levels.period.get(level) ?? 0), 0);
      return seen > 0 ? [{ level, lines: seen }] : [];
    });
}

/** Every group that was asked, and every service that was seen in it. */
function servicesOf({ tallies, groups, read, counted }: Gathered, period: Span): Answer['services'] {
  const seconds = (period.to - period.from) / 1_000;
  const seenOf = (group: string) => ({
    readShare: rounded(secondsWithin(period, read.covered.get(group) ?? []) / seconds),
    ...(counted?.lines && groups.get(group)?.length === 1 && { allLines: counted.lines.get(group) ?? 0 }),
  });
  const seen = [...tallies.sources].map(([name, { lines, errors }]) => {
    const { logGroup, service } = sourceOf(name);
    return {
      ...(service !== undefined && { service }),
      logGroup,
      lines: lines.lines.period,
      linesBefore: lines.lines.before,
      errors: errors.lines.period,
      errorsBefore: errors.lines.before,
      ...seenOf(logGroup),
    };
  });
  const silent = [...groups].flatMap(([logGroup, services]) =>
    services
      .filter((service) => !seen.some((one) => one.logGroup === logGroup && one.service === service))
      .map((service) => ({
        service,
        logGroup,
        ...{ lines: 0, linesBefore: 0, errors: 0, errorsBefore: 0 },
        ...seenOf(logGroup),
      })),
  );
  return [...seen, ...silent].sort((one, other) => other.errors - one.errors || other.lines - one.lines);
}

function countsOf(changes: readonly PatternChange[], { tallies }: Gathered): Answer['patternCounts'] {
  const of = (kind: string) => changes.filter(({ change }) => change === kind).length;
  return {
    all: changes.length,
    new: of('NEW'),
    vanished: of('VANISHED'),
    bursting: of('BURSTING'),
    givenUp: tallies.miner.givenUp.patterns,
  };
}
