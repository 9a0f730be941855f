/** A factor as a change in percent: 0.5 is -50. */
export function changeOf(factor: number): number {
  return tenths((factor - 1) * 100);
}

export function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}

/** A share in words, no finer than anybody needs. */
export function percent(share: number): string {
  return `${tenths(share * 100)}%`;
}
