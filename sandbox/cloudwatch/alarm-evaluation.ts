import type { ComparisonOperator, StateValue } from '@aws-sdk/client-cloudwatch';

/** How one alarm counts: M (`datapointsToAlarm`) of N (`evaluationPeriods`). */
export interface AlarmRule {
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  readonly treatMissingData: 'missing' | 'ignore' | 'breaching' | 'notBreaching';
}

/** One datapoint of the evaluation range: does it breach? `undefined` where there is none. */
export type Breach = boolean | undefined;

type ThresholdOperator = Extract<ComparisonOperator, `${'Greater' | 'Less'}Than${'' | 'OrEqualTo'}Threshold`>;
const COMPARISONS: Readonly<Record<ThresholdOperator, (value: number, threshold: number) => boolean>> = {
  GreaterThanThreshold: (value, threshold) => value > threshold,
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
  LessThanThreshold: (value, threshold) => value < threshold,
  LessThanOrEqualToThreshold: (value, threshold) => value <= threshold,
};

export function isThresholdOperator(operator: string | undefined): operator is ThresholdOperator {
  return operator !== undefined && Object.hasOwn(COMPARISONS, operator);
}

export const breaches = (operator: ThresholdOperator, value: number, threshold: number): boolean =>
  COMPARISONS[operator](value, threshold);

/**
 * How many of the newest datapoints an alarm retrieves: two more than it needs, and for periods of a minute as many
 * as the publication of AWS metrics lags, else an alarm on a steady metric would lose its data now and then.
 */
export function evaluationRange(evaluationPeriods: number, periodSeconds: number): number {
  return evaluationPeriods + Math.max(2, Math.ceil(240 / periodSeconds));
}

/** The places of the datapoints that decide: the newest N that exist, else all that exist. */
export function decidingPoints(points: readonly Breach[], evaluationPeriods: number): readonly number[] {
  const existing = [...points.keys()].filter((index) => points[index] !== undefined);
  return existing.slice(-evaluationPeriods);
}

/** All that exist breach, and the oldest of them is at least as old as M: ALARM though fewer than M exist. */
function isPremature(
  points: readonly Breach[],
  deciding: readonly number[],
  datapointsToAlarm: number,
): boolean {
  const oldest = deciding[0] ?? points.length;
  return points.length - oldest >= datapointsToAlarm;
}

/**
 * The state that the datapoints of the evaluation range give an alarm.
 * Source: CloudWatch User Guide, "Configuring how CloudWatch alarms treat missing data".
 * @param points oldest first, one for each period of the evaluation range
 * @param current the state that `ignore` retains
 */
export function evaluateAlarm(points: readonly Breach[], rule: AlarmRule, current: StateValue): StateValue {
  const { evaluationPeriods, datapointsToAlarm, treatMissingData } = rule;
  const deciding = decidingPoints(points, evaluationPeriods);
  const breaching = deciding.filter((index) => points[index]).length;
  const filled = evaluationPeriods - deciding.length;
  if (breaching >= datapointsToAlarm) return 'ALARM';
  if (filled === 0 || treatMissingData === 'notBreaching') return 'OK';
  if (treatMissingData === 'breaching') return breaching + filled >= datapointsToAlarm ? 'ALARM' : 'OK';
  if (breaching < deciding.length) return 'OK';
  if (treatMissingData === 'ignore') return current;
  const premature = deciding.length > 0 && isPremature(points, deciding, datapointsToAlarm);
  return premature ? 'ALARM' : 'INSUFFICIENT_DATA';
}
