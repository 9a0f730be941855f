const DIGITS = 1e4;

/** A value with its numbers to a hundredth of a cent: sums of many floats end in noise. */
export function cents<T>(value: T): Mutable<T> {
  return JSON.parse(JSON.stringify(value, rounded)) as Mutable<T>;
}

type Mutable<T> = T extends readonly (infer Item)[]
  ? Mutable<Item>[]
  : T extends object
    ? { -readonly [Key in keyof T]: Mutable<T[Key]> }
    : T;

/** Dollars to a hundredth of a cent. */
export function hundredths(dollars: number): number {
  return Math.round(dollars * DIGITS) / DIGITS;
}

function rounded(_key: string, value: unknown): unknown {
  return typeof value === 'number' ? hundredths(value) : value;
}
