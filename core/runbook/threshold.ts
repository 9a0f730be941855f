/** A bound on a metric, such as `> 80`. */
export interface Threshold {
  readonly operator: '>' | '>=' | '<' | '<=';
  readonly value: number;
}

const FORM = /^(>=|<=|>|<)\s*(-?\d+(?:\.\d+)?)$/;

/** The form in which a runbook's author writes one. */
export const THRESHOLD_PATTERN = '^(>=|<=|>|<) ?-?[0-9]+(\\.[0-9]+)?$';

/** A threshold as it is written; undefined when it is none. */
export function thresholdOf(text: string): Threshold | undefined {
  const [, operator, value] = FORM.exec(text.trim()) ?? [];
  if (operator === undefined || value === undefined) return undefined;
  return { operator: operator as Threshold['operator'], value: Number(value) };
}

/** Whether whatever breaks one threshold breaks the other one too. */
export function implies(breaks: Threshold, other: Threshold): boolean {
  const above = breaks.operator.startsWith('>');
  if (above !== other.operator.startsWith('>')) return false;
  if (breaks.value !== other.value) return above === breaks.value > other.value;
  return breaks.operator.length === 1 || other.operator.length === 2;
}
