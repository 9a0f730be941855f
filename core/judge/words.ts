/** A share as a percentage with three significant digits, such as 0.0123 as "1.23%". */
export function percent(share: number | null): string {
  return share === null ? 'an unknown share' : `${significant(share * 100)}%`;
}

export function significant(value: number): string {
  return String(Number(value.toPrecision(3)));
}

/** "x3.2", or what to say where there is nothing to divide by. */
export function times(ratio: number | null): string {
  return ratio === null ? 'against none' : `x${significant(ratio)}`;
}

/** A number of events; weights make fractions of them. */
export function eventCount(events: number): string {
  return String(Number(events.toFixed(1)));
}
