/** Dollars as people read them. */
export function dollars(value: number): string {
  return `$${value.toFixed(2)}`;
}

/** A share of a percentage as people read it. */
export function percent(value: number): string {
  return `${Number(value.toPrecision(2))}%`;
}
