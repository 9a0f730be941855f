/** Steps ahead, first to last (exclusive), that are weighed and whose residuals are collected together. */
export interface Band {
  readonly from: number;
  readonly to: number;
}

/** Where bands end, in days: a quarter of an hour, an hour, two, six, twelve, a day, and doubled from there. */
const ENDS = [1 / 96, 1 / 24, 1 / 12, 1 / 4, 1 / 2, 1, 2, 4, 8, 16];

/** The bands of a horizon: what is good a few steps ahead is seldom good a day ahead. */
export function bandsOf(horizon: number, day: number): Band[] {
  const inside = ENDS.map((days) => Math.round(days * day)).filter((end) => end > 0 && end < horizon);
  const ends = [...new Set([...inside, horizon])];
  return ends.map((to, index) => ({ from: ends[index - 1] ?? 0, to }));
}
