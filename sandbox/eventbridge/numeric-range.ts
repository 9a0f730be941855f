type Comparison = (value: number) => boolean;

const COMPARE: Readonly<Record<string, (bound: number) => Comparison>> = {
  '=': (bound) => (value) => value === bound,
  '<': (bound) => (value) => value < bound,
  '<=': (bound) => (value) => value <= bound,
  '>': (bound) => (value) => value > bound,
  '>=': (bound) => (value) => value >= bound,
};

/**
 * Compiles the operand of a `numeric` filter, such as `[">", 0, "<=", 5]`. A lower bound comes before an upper
 * one; `=` stands alone. Throws a RangeError with AWS's reason when it does not.
 */
export function compileNumericRange(operand: unknown): Comparison {
  if (!Array.isArray(operand) || operand.length === 0)
    throw new RangeError('Value of numeric must be an array.');
  const first = comparison(operand[0], operand[1]);
  if (operand.length === 2) return first;
  const second = comparison(operand[2], operand[3]);
  const isRange = String(operand[0]).startsWith('>') && String(operand[2]).startsWith('<');
  if (operand.length !== 4 || !isRange) throw new RangeError('Too many elements in numeric expression');
  if (Number(operand[1]) >= Number(operand[3])) throw new RangeError('Bottom must be less than top');
  return (value) => first(value) && second(value);
}

function comparison(operator: unknown, bound: unknown): Comparison {
  const compare = typeof operator === 'string' ? COMPARE[operator] : undefined;
  if (!compare) throw new RangeError(`Unrecognized numeric range operator: ${String(operator)}`);
  if (typeof bound !== 'number') throw new RangeError(`Value of ${String(operator)} must be numeric`);
  return compare(bound);
}
