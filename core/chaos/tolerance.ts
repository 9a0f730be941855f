/** What a measured value has to keep to. Shares are between 0 and 1, times are milliseconds. */
export interface Tolerance {
  readonly operator: '<' | '<=' | '>' | '>=' | '=';
  readonly value: number;
}

/** `< 1%`, `<= 500ms`, `= 200`: JSON Schema's pattern for what `parseTolerance` reads. */
export const TOLERANCE_PATTERN = '^(<|<=|>|>=|=)\\s*\\d+(\\.\\d+)?\\s*(%|ms|s)?$';

const FORM = /^(<=|>=|<|>|=)\s*(\d+(?:\.\d+)?)\s*(%|ms|s)?$/;
const FACTORS: Readonly<Record<string, number>> = { '%': 0.01, ms: 1, s: 1000 };

/** @throws RangeError for a text that is none */
export function parseTolerance(text: string): Tolerance {
  const [, operator, number, unit = 'ms'] = FORM.exec(text.trim()) ?? [];
  if (operator === undefined) throw new RangeError(`'${text}' is no tolerance, such as '< 1%'.`);
  // Products such as 3 * 0.01 are not what was written.
  const value = Number((Number(number) * (FACTORS[unit] ?? 1)).toPrecision(12));
  return { operator: operator as Tolerance['operator'], value };
}

export function keeps({ operator, value: bound }: Tolerance, value: number): boolean {
  switch (operator) {
    case '<':
      return value < bound;
    case '<=':
      return value <= bound;
    case '>':
      return value > bound;
    case '>=':
      return value >= bound;
    case '=':
      return value === bound;
  }
}
