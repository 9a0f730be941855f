/** The values a cron field may take, and the names it may use for them. */
export interface FieldRange {
  readonly from: number;
  readonly to: number;
  readonly names?: readonly string[];
}

/**
 * Parses a field of lists, ranges, steps, names and `*`, such as `0/15` or `MON-FRI`, into its values in
 * ascending order. Throws a RangeError when it is malformed or out of range.
 */
export function parseField(field: string, range: FieldRange): readonly number[] {
  const values = field.split(',').flatMap((part) => parsePart(part, range));
  return [...new Set(values)].sort((a, b) => a - b);
}

/** One value of a field, by number or name. RangeError when it is neither. */
export function parseValue(text: string, { from, to, names }: FieldRange): number {
  const named = names?.indexOf(text.toUpperCase()) ?? -1;
  const value = named >= 0 ? named + from : /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= from && value <= to)) throw new RangeError(`${text} is not between ${from} and ${to}.`);
  return value;
}

function parsePart(part: string, range: FieldRange): readonly number[] {
  const [span = '', step, ...rest] = part.split('/');
  if (rest.length > 0 || step === '') throw new RangeError(`${part} is not a step.`);
  const [first, last] = parseSpan(span, range, step !== undefined);
  const size = step === undefined ? 1 : parseValue(step, { from: 1, to: range.to });
  return Array.from({ length: Math.floor((last - first) / size) + 1 }, (_, index) => first + index * size);
}

/** A single value starts a run to the end of the range when a step follows it. */
function parseSpan(span: string, range: FieldRange, stepped: boolean): readonly [number, number] {
  if (span === '*') return [range.from, range.to];
  const bounds = span.split('-');
  const [first = 0, last = stepped ? range.to : first] = bounds.map((bound) => parseValue(bound, range));
  if (bounds.length > 2 || last < first) throw new RangeError(`${span} is not a range.`);
  return [first, last];
}
