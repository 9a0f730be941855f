/** What is asked of a service, minute by minute. */
export interface Load {
  readonly name: string;
  /** When the first minute begins; milliseconds. */
  readonly startsAt: number;
  /** In units: 1 is all that one unit can do. */
  readonly units: Float64Array;
}

/** What was recorded, in whatever it was recorded in, at even distances. */
export interface Recording {
  readonly name: string;
  readonly startsAt: number;
  readonly periodSeconds: number;
  readonly values: Float64Array;
}

const MINUTE_SECONDS = 60;

/**
 * A recording as load: every value holds for its period.
 * @param perUnit how much of the recording one unit can do
 */
export function loadOf({ name, startsAt, periodSeconds, values }: Recording, perUnit: number): Load {
  const minutes = Math.floor((values.length * periodSeconds) / MINUTE_SECONDS);
  const units = Float64Array.from({ length: minutes }, (_, minute) => {
    const value = values[Math.floor((minute * MINUTE_SECONDS) / periodSeconds)] ?? 0;
    return Number.isNaN(value) ? 0 : Math.max(0, value) / perUnit;
  });
  return { name, startsAt, units };
}

/** So much of a recording that its mean keeps so many units at their target. */
export function perUnitFor({ values }: Recording, unitsAtMean: number, target: number): number {
  const known = values.filter((value) => !Number.isNaN(value));
  const mean = known.reduce((sum, value) => sum + Math.max(0, value), 0) / Math.max(1, known.length);
  return mean > 0 ? (mean * 100) / (unitsAtMean * target) : 1;
}
