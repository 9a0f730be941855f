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

function rounded(_key: string, value: unknown): unknown {
  return typeof value === 'number' ? Math.round(value * DIGITS) / DIGITS : value;
}
