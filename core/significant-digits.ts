/** A number to so many significant digits: what was measured is told no finer than it is known. */
export function significantDigits(value: number, digits: number): number {
  return Number(value.toPrecision(digits));
}
