import { invalidParameter } from './exceptions.ts';

/** The main version of an alias and the shares that other versions take from it. */
export interface Weights {
  readonly version: string;
  readonly additional: Readonly<Record<string, number>>;
}

/** Weights take effect some time after they were set; until then the ones before hold. */
export interface AliasRouting {
  readonly current: Weights;
  readonly before: Weights;
  /** Milliseconds since the epoch. */
  readonly effectiveAt: number;
}

export function effectiveWeights(routing: AliasRouting, now: number): Weights {
  return now >= routing.effectiveAt ? routing.current : routing.before;
}

/** New weights that take effect at a later moment. */
export function rerouted(
  routing: AliasRouting,
  weights: Weights,
  now: number,
  effectiveAt: number,
): AliasRouting {
  return { current: weights, before: effectiveWeights(routing, now), effectiveAt };
}

/** The share of each version, from 0 to 1; they sum to 1. */
export function versionShares({ version, additional }: Weights): Readonly<Record<string, number>> {
  const taken = Object.values(additional).reduce((sum, weight) => sum + weight, 0);
  return { [version]: 1 - taken, ...additional };
}

/** Picks a version by weight; `draw` is a number in [0, 1). */
export function pickVersion({ version, additional }: Weights, draw: number): string {
  let below = 0;
  for (const [other, weight] of Object.entries(additional)) {
    below += weight;
    if (draw < below) return other;
  }
  return version;
}

/** Throws InvalidParameterValueException for weights that AWS refuses. */
export function checkWeights({ version, additional }: Weights): void {
  const entries = Object.entries(additional);
  if (entries.length > 1)
    throw invalidParameter('Number of items in AdditionalVersionWeights cannot be greater than 1.');
  for (const [other, weight] of entries) {
    if (version === '$LATEST' || other === '$LATEST')
      throw invalidParameter('$LATEST is not supported for an alias pointing to more than 1 version');
    if (other === version)
      throw invalidParameter(
        `Invalid function version ${other}. Function version ${other} is already included in routing configuration.`,
      );
    if (!(weight >= 0 && weight <= 1))
      throw invalidParameter('Value at routingConfig.additionalVersionWeights must be between 0.0 and 1.0.');
  }
}
