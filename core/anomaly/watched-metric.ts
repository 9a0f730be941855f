/** One metric of a service as it is watched over time: its detector at rest, and what was found. */
import { BALANCED } from './alarm-policy.ts';
import { AnomalyDetector, type Reading, type StoredDetector } from './detector.ts';
import type { Band, Rarities } from './evidence.ts';

/** A time in which a metric was anomalous; it lasts while the points that follow are as rare as an alarm needs. */
export interface Episode {
  /** Milliseconds, as all times here. */
  readonly since: number;
  /** The last point that was as rare as an alarm needs. */
  readonly lastRareAt: number;
  readonly open: boolean;
  /** The point that raised the alarm. */
  readonly value: number;
  readonly rarity: number;
  readonly threshold: number;
  readonly views: Rarities;
  readonly expected?: Band & { readonly usual: number };
}

/** All that is kept of one metric. */
export interface WatchedMetric {
  readonly detector: StoredDetector;
  readonly points: number;
  readonly latest?: { readonly at: number; readonly value: number; readonly rarity: number };
  /** Oldest first, the newest twenty. */
  readonly episodes: readonly Episode[];
}

/** A value of a metric. */
export interface Point {
  readonly at: number;
  readonly value: number;
}

/** The length of a period; metrics are watched in these. */
export const PERIOD_MS = 300_000;
/** Two days: the shape of a day is seen twice before anything is called anomalous. */
export const WARM_UP_POINTS = 576;
const KEPT_EPISODES = 20;
/** An episode is over when nothing rare came for half an hour. */
const OVER_AFTER_MS = 6 * PERIOD_MS;

/** Shows new points to a metric's detector, in the order of their times. */
export function watchPoints(before: WatchedMetric | undefined, points: readonly Point[]): WatchedMetric {
  const detector = detectorOf(before?.detector);
  let episodes = before?.episodes ?? [];
  let latest = before?.latest;
  for (const point of points.toSorted((one, other) => one.at - other.at)) {
    const reading = detector.observe(point.at, point.value);
    if (!('rarity' in reading)) continue;
    latest = { ...point, rarity: reading.rarity };
    episodes = followed(episodes, point, reading);
  }
  return { detector: detector.stored, points: detector.points, ...(latest && { latest }), episodes };
}

/** Windows and wagers remember an anomaly for hours; whether it lasts is told by the points themselves. */
function isRareStill({ views: { season, level, window } }: Judged): boolean {
  return Math.max(season, level, window) >= BALANCED.from;
}

/** What another release kept in another form is learnt anew. */
function detectorOf(stored: StoredDetector | undefined): AnomalyDetector {
  const settings = { warmUp: WARM_UP_POINTS };
  try {
    return new AnomalyDetector(settings, stored);
  } catch (error) {
    if (error instanceof RangeError) return new AnomalyDetector(settings);
    throw error;
  }
}

type Judged = Extract<Reading, { readonly rarity: number }>;

function followed(episodes: readonly Episode[], { at, value }: Point, reading: Judged): readonly Episode[] {
  const last = episodes.at(-1);
  if (last?.open) {
    const earlier = episodes.slice(0, -1);
    if (isRareStill(reading)) return [...earlier, { ...last, lastRareAt: at }];
    const open = at - last.lastRareAt < OVER_AFTER_MS;
    return open ? episodes : [...earlier, { ...last, open }];
  }
  if (reading.status !== 'ANOMALY') return episodes;
  const { rarity, threshold, views, expected } = reading;
  const begun = { since: at, lastRareAt: at, open: true, value, rarity, threshold, views };
  return [...episodes, { ...begun, ...(expected && { expected }) }].slice(-KEPT_EPISODES);
}
