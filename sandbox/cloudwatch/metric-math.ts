import { SandboxNotImplemented } from '../hook/not-implemented.ts';
import type { BinaryOperator, Expression } from './metric-math-syntax.ts';
import { validationError } from './refusals.ts';
import type { TimeSeries } from './time-series.ts';

export type MathValue = number | TimeSeries;

/** What an expression can refer to: other queries by id, and the periods of the range for FILL. */
export interface MathScope {
  readonly starts: readonly number[];
  resolve(id: string): TimeSeries;
  /** The metrics of the request, for METRICS. */
  metrics(): readonly TimeSeries[];
}

const flag = (truth: boolean): number => (truth ? 1 : 0);
const OPERATORS: Readonly<Record<BinaryOperator, (left: number, right: number) => number>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '<': (left, right) => flag(left < right),
  '<=': (left, right) => flag(left <= right),
  '>': (left, right) => flag(left > right),
  '>=': (left, right) => flag(left >= right),
  '==': (left, right) => flag(left === right),
  '!=': (left, right) => flag(left !== right),
  AND: (left, right) => flag(left !== 0 && right !== 0),
  OR: (left, right) => flag(left !== 0 || right !== 0),
};

const at = (value: MathValue, time: number): number | undefined =>
  typeof value === 'number' ? value : value.get(time);

function timesOf(...values: readonly MathValue[]): number[] {
  const times = values.flatMap((value) => (typeof value === 'number' ? [] : [...value.keys()]));
  return [...new Set(times)].sort((left, right) => left - right);
}

/** Only finite results are datapoints: a division by zero drops its datapoint. */
function seriesOf(times: readonly number[], valueAt: (time: number) => number | undefined): TimeSeries {
  const series = new Map<number, number>();
  for (const time of times) {
    const value = valueAt(time);
    if (value !== undefined && Number.isFinite(value)) series.set(time, value);
  }
  return series;
}

/** A datapoint that only one of two series has is combined with 0. */
function combine(operator: BinaryOperator, left: MathValue, right: MathValue): MathValue {
  const apply = OPERATORS[operator];
  if (typeof left === 'number' && typeof right === 'number') return apply(left, right);
  return seriesOf(timesOf(left, right), (time) => apply(at(left, time) ?? 0, at(right, time) ?? 0));
}

/** IF: a true condition without a value gives 0, a false one without a value gives no datapoint. */
function choose(condition: MathValue, whenTrue: MathValue, whenFalse: MathValue): MathValue {
  if (typeof condition === 'number') return condition !== 0 ? whenTrue : whenFalse;
  return seriesOf([...condition.keys()], (time) =>
    condition.get(time) !== 0 ? (at(whenTrue, time) ?? 0) : at(whenFalse, time),
  );
}

function repeatLast(series: MathValue, starts: readonly number[]): TimeSeries {
  let last: number | undefined;
  return seriesOf(starts, (time) => {
    last = at(series, time) ?? last;
    return last;
  });
}

function fill(operands: readonly Expression[], scope: MathScope): TimeSeries {
  const [of, filler] = operands;
  if (!of || !filler || operands.length !== 2) throw validationError('FILL takes two arguments.');
  const series = evaluateExpression(of, scope);
  if (filler.kind === 'name' && filler.name === 'REPEAT') return repeatLast(series, scope.starts);
  if (filler.kind === 'name' && filler.name === 'LINEAR') {
    throw new SandboxNotImplemented('FILL(…, LINEAR)', 'sandbox/cloudwatch/metric-math.ts');
  }
  const value = evaluateExpression(filler, scope);
  return seriesOf(scope.starts, (time) => at(series, time) ?? at(value, time));
}

/** Source: CloudWatch User Guide, "Functions supported for metric math": METRICS() is every metric of the request. */
function sum(operands: readonly Expression[], scope: MathScope): TimeSeries {
  const [of] = operands;
  if (of?.kind !== 'call' || of.name !== 'METRICS' || operands.length + of.operands.length !== 1)
    throw new SandboxNotImplemented('SUM of anything but METRICS()', 'sandbox/cloudwatch/metric-math.ts');
  const all = scope.metrics();
  return seriesOf(timesOf(...all), (time) => all.reduce((total, one) => total + (one.get(time) ?? 0), 0));
}

function call(name: string, operands: readonly Expression[], scope: MathScope): MathValue {
  if (name === 'FILL') return fill(operands, scope);
  if (name === 'SUM') return sum(operands, scope);
  if (name !== 'IF') {
    throw new SandboxNotImplemented(`the metric math function ${name}`, 'sandbox/cloudwatch/metric-math.ts');
  }
  const [condition, whenTrue, whenFalse] = operands.map((operand) => evaluateExpression(operand, scope));
  if (condition === undefined || whenTrue === undefined) {
    throw validationError('IF takes two or three arguments.');
  }
  return choose(condition, whenTrue, whenFalse ?? new Map());
}

/**
 * The value of a metric math expression: arithmetic, comparisons, AND, OR, IF, FILL and SUM(METRICS()); any
 * other function is refused by name. Source: CloudWatch User Guide, "Using metric math".
 */
export function evaluateExpression(expression: Expression, scope: MathScope): MathValue {
  switch (expression.kind) {
    case 'number':
      return expression.value;
    case 'name':
      return scope.resolve(expression.name);
    case 'negate':
      return combine('-', 0, evaluateExpression(expression.operand, scope));
    case 'call':
      return call(expression.name, expression.operands, scope);
    case 'binary':
      return combine(
        expression.operator,
        evaluateExpression(expression.left, scope),
        evaluateExpression(expression.right, scope),
      );
  }
}
