import { aws_cloudwatch as cloudwatch } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { type AlarmMetric, type AlarmPlan, alarmName } from './manifest/alarm-plans.ts';
import type { Manifest } from './manifest/manifest.ts';
import { runbookOf } from './runbooks.ts';

/** Makes an alarm that notifies the product's topic and names its page. */
export function makeAlarm(scope: Construct, plan: AlarmPlan, { naming, alarmTopic }: Manifest): void {
  const [datapointsToAlarm, evaluationPeriods] = plan.breaching;
  new cloudwatch.CfnAlarm(scope, plan.name, {
    alarmName: alarmName(naming, plan),
    alarmDescription: `${plan.sentence} Runbook: ${runbookOf(plan.page ?? plan.name)}`,
    alarmActions: [alarmTopic],
    comparisonOperator: plan.comparison,
    threshold: plan.threshold,
    datapointsToAlarm,
    evaluationPeriods,
    treatMissingData: plan.missing,
    ...metricsOf(plan),
  });
}

function metricsOf({
  metrics,
  expression,
  statistic,
  periodSeconds,
}: AlarmPlan): Partial<cloudwatch.CfnAlarmProps> {
  const [only, ...others] = metrics;
  if (only && others.length === 0 && expression === undefined) {
    const { namespace, metric: metricName } = only;
    return { namespace, metricName, dimensions: dimensionsOf(only), statistic, period: periodSeconds };
  }
  return {
    metrics: [
      { id: 'all', expression: expression ?? 'SUM(METRICS())', returnData: true },
      ...metrics.map((one, index) => ({
        id: `m${index}`,
        returnData: false,
        metricStat: {
          metric: { namespace: one.namespace, metricName: one.metric, dimensions: dimensionsOf(one) },
          stat: statistic,
          period: periodSeconds,
        },
      })),
    ],
  };
}

function dimensionsOf({ dimensions }: AlarmMetric): cloudwatch.CfnAlarm.DimensionProperty[] {
  return Object.entries(dimensions).map(([name, value]) => ({ name, value }));
}
