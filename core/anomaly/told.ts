import { type Episode, PERIOD_MS, type WatchedMetric } from './watched-metric.ts';

/** What is to be told of a metric that behaves oddly. */
export interface AnomalyTelling {
  /** NO_DATA: it was odd when it was last seen, and says nothing any more. */
  readonly state: 'FIRING' | 'RESOLVED' | 'NO_DATA';
  /** Since when, milliseconds: the same state of the same episode has the same time, however often it is told. */
  readonly at: number;
  readonly episode: Episode;
}

/** A metric without a point for so long says nothing of now. */
const SILENT_MS = 45 * 60_000;

/**
 * What to tell after new points were seen. An episode that is open is told each time, since an incident that it belongs
 * to may have come meanwhile. One that began and ended between two looks is told with its end; of what was before the
 * first look only what is open counts.
 * @param seenUntil up to where points were looked for, milliseconds
 */
export function tellings(
  before: WatchedMetric | undefined,
  after: WatchedMetric,
  seenUntil: number,
): AnomalyTelling[] {
  const known = new Map(before?.episodes.map((episode) => [episode.since, episode]));
  return after.episodes.flatMap((episode): AnomalyTelling[] => {
    const earlier = known.get(episode.since);
    const fires = { state: 'FIRING', at: episode.since, episode } as const;
    if (episode.open) return [isSilent(after, seenUntil) ? noData(after, episode) : fires];
    const ends = { state: 'RESOLVED', at: episode.lastRareAt + PERIOD_MS, episode } as const;
    if (earlier) return earlier.open ? [ends] : [];
    return before ? [fires, ends] : [];
  });
}

function isSilent({ latest }: WatchedMetric, seenUntil: number): boolean {
  return latest !== undefined && seenUntil - latest.at > SILENT_MS;
}

function noData({ latest }: WatchedMetric, episode: Episode): AnomalyTelling {
  return { state: 'NO_DATA', at: (latest?.at ?? episode.lastRareAt) + PERIOD_MS, episode };
}

const DIGITS = 4;

/** Why a metric is called odd: its value, what was usual at that time of the day, and how rare that is. */
export function oddWords(metric: string, { value, expected, rarity, threshold, since }: Episode): string {
  const usual = expected
    ? ` where ${shown(expected.low)} to ${shown(expected.high)} is usual at that time`
    : '';
  return `${metric} was ${shown(value)}${usual}, at ${new Date(since).toISOString()}; ${shown(rarity)} nats rare, and ${shown(threshold)} are odd.`;
}

function shown(value: number): string {
  return String(Number(value.toPrecision(DIGITS)));
}
