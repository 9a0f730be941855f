import type { aws_cloudwatch as cloudwatch } from 'aws-cdk-lib';
import { termsOf } from '../../core/slo/count-slot.ts';
import type { Objective } from '../../core/slo/objective.ts';

type Ratio = Extract<Objective['indicator'], { kind: 'ratio' }>;

/** CloudWatch takes so many metrics in an expression of an alarm. */
const MOST_METRICS = 10;
/** What an alarm looks back at most, in seconds. */
const LONGEST = 7 * 86_400;

/** @throws Error for an objective that an alarm cannot count, naming what it would need */
export function refuseUnsuited({ name, indicator, method, alerts }: Objective): void {
  const refuse = (what: string) => {
    throw new Error(`${name} ${what}; evaluate_slos counts it, an alarm of CloudWatch cannot.`);
  };
  if (indicator.kind !== 'ratio') refuse(`is measured by a ${indicator.kind}, not by good or bad and total`);
  if (method.kind !== 'Occurrences') refuse(`counts ${method.kind}`);
  if (termsOf(indicator).length > MOST_METRICS) refuse(`reads more than ${MOST_METRICS} metrics`);
  for (const alert of alerts) {
    if (alert.longSeconds > LONGEST) refuse(`looks back more than 7 days in ${alert.name}`);
    if (alert.forSeconds > 0) refuse(`wants ${alert.name} to hold for ${alert.forSeconds} s`);
  }
}

/**
 * The share of bad events in metric math: nothing where there were no events, 0 where there were too few of them.
 * Counters that CloudWatch leaves out are zero.
 */
export function burnExpression({ indicator, least }: Objective): string {
  const { counts, counted, total } = indicator as Ratio;
  const some = sum('c', counted.length);
  const all = sum('t', total.length);
  const bad = counts === 'bad' ? some : `(${all} - ${some})`;
  return `IF(${all} > 0, IF(${all} >= ${least.total} AND ${bad} >= ${least.bad}, ${bad} / ${all}, 0))`;
}

function sum(prefix: string, count: number): string {
  return `(${Array.from({ length: count }, (_, index) => `FILL(${prefix}${index}, 0)`).join(' + ')})`;
}

/** The metrics of the expression, each over one whole window. */
export function burnMetrics(
  { indicator }: Objective,
  period: number,
): cloudwatch.CfnAlarm.MetricDataQueryProperty[] {
  const { counted, total } = indicator as Ratio;
  const named = [
    ...counted.map((term, index) => ({ id: `c${index}`, ...term })),
    ...total.map((term, index) => ({ id: `t${index}`, ...term })),
  ];
  return named.map(({ id, namespace, metric: metricName, dimensions, stat }) => ({
    id,
    returnData: false,
    metricStat: {
      metric: {
        namespace,
        metricName,
        dimensions: Object.entries(dimensions).map(([name, value]) => ({ name, value })),
      },
      stat,
      period,
    },
  }));
}
