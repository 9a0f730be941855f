import { sum } from './statistics.ts';

/** How strengths of evidence become chances. */
export interface Calibration {
  /** How sharply a stronger one is preferred: 1 is in proportion. */
  readonly power: number;
  /** The strength that chance alone, or a cause that nothing was measured of, would have at one node; nats. */
  readonly none: number;
}

/**
 * Fitted so that of the causes named with some confidence that part is right: least log loss over the open halves of
 * PetShop and Nezha and over generated incidents; `npm run bench -- rca` prints the fit and the reliability table.
 */
export const CALIBRATION: Calibration = { power: 1.5, none: 3 };

/**
 * The chance of each to be the cause. They are less than 1 together: the rest is that none of them is.
 * @param strengths nats, weighted by their priors
 * @param nodes how many were looked at
 */
export function chancesOf(
  strengths: ReadonlyMap<string, number>,
  nodes: number,
  { power, none }: Calibration = CALIBRATION,
): ReadonlyMap<string, number> {
  const weight = (nats: number) => Math.max(0, nats) ** power;
  const all = weight(byChance(nodes, none)) + sum([...strengths.values()].map(weight));
  return new Map([...strengths].map(([node, nats]) => [node, all === 0 ? 0 : weight(nats) / all]));
}

/** The more nodes are looked at, the stronger is what one of them shows by chance. */
export function byChance(nodes: number, atOne: number): number {
  return atOne + Math.log(Math.max(1, nodes));
}
