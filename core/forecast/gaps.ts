import { at } from './values.ts';

/**
 * The values with their gaps filled, for models that need one at every step; what is filled is never scored. Short gaps
 * are a straight line, longer ones the day before.
 * @param values NaN where nothing was measured, at least one number
 * @param day how many values a day has
 */
export function withoutGaps(values: Float64Array, day: number): Float64Array {
  const filled = values.slice();
  const first = filled.findIndex((value) => !Number.isNaN(value));
  filled.fill(at(filled, first), 0, first);
  const short = Math.max(3, day / 24);
  for (let from = first; from < filled.length; from++) {
    if (!Number.isNaN(at(filled, from))) continue;
    let to = from;
    while (to < filled.length && Number.isNaN(at(filled, to))) to++;
    if (to - from > short && from >= day) repeatDay(filled, from, to, day);
    else drawLine(filled, from, to);
    from = to;
  }
  return filled;
}

function repeatDay(values: Float64Array, from: number, to: number, day: number): void {
  for (let index = from; index < to; index++) values[index] = at(values, index - day);
}

/** From the value before to the one after; without one after, the one before goes on. */
function drawLine(values: Float64Array, from: number, to: number): void {
  const before = at(values, from - 1);
  const after = to < values.length ? at(values, to) : before;
  for (let index = from; index < to; index++)
    values[index] = before + ((after - before) * (index - from + 1)) / (to - from + 1);
}
