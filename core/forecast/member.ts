import type { Seasons } from './seasons.ts';

/** One way to go on with a series. */
export interface Member {
  readonly name: string;
  /**
   * In how many back-tests it is tried, where that is not all of them: a dear one is tried seldom. Its error is then
   * compared on those that it was tried in.
   */
  readonly trials?: number;
  /**
   * @param history without gaps, oldest first, at least one value
   * @returns the next values; undefined when the history is too short for it
   */
  readonly forecast: (history: Float64Array, horizon: number, seasons: Seasons) => Float64Array | undefined;
}
