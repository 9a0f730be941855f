/** What CloudWatch sends of one change of state, in its words and fields. */
export const ARN = 'arn:aws:cloudwatch:us-east-1:123456789012:alarm:ServerCpuTooHigh';
export const REASON =
  'Threshold Crossed: 1 out of the last 1 datapoints [99.5 (02/10/19 16:59:00)] was greater than the threshold (50.0) (minimum 1 datapoint for OK -> ALARM transition).';

export const reasonData = (changes: object = {}): string =>
  JSON.stringify({
    version: '1.0',
    queryDate: '2019-10-02T17:04:40.985+0000',
    startDate: '2019-10-02T16:59:00.000+0000',
    statistic: 'Average',
    period: 300,
    recentDatapoints: [99.5],
    threshold: 50,
    ...changes,
  });

const state = {
  value: 'ALARM',
  reason: REASON,
  reasonData: reasonData(),
  timestamp: '2019-10-02T17:04:40.989+0000',
};

const metricQuery = (id: string, name: string, returnData: boolean) => ({
  id,
  metricStat: {
    metric: { namespace: 'AWS/EC2', name, dimensions: { InstanceId: 'i-1' } },
    period: 300,
    stat: 'Average',
  },
  returnData,
});

/** The event of a metric alarm, with another state or configuration. */
export const alarmEvent = (changes: { state?: object; configuration?: object; arn?: unknown } = {}) => ({
  version: '0',
  id: 'c4c1c1c9-6542-e61b-6ef0-8c4d36933a92',
  'detail-type': 'CloudWatch Alarm State Change',
  source: 'aws.cloudwatch',
  account: '123456789012',
  time: '2019-10-02T17:04:40Z',
  region: 'us-east-1',
  resources: [changes.arn ?? ARN],
  detail: {
    alarmName: 'ServerCpuTooHigh',
    configuration: changes.configuration ?? { metrics: [metricQuery('m1', 'CPUUtilization', true)] },
    state: { ...state, ...changes.state },
  },
});

/** The event's configuration of an alarm over an expression of two metrics. */
export const MATH_METRICS = [
  { id: 'e1', expression: 'm1 / m2', label: 'Share', returnData: true },
  metricQuery('m1', 'Errors', false),
  metricQuery('m2', 'Requests', false),
];

/** The notification of the same change of state. */
export const alarmNotification = (changes: object = {}) => ({
  AlarmName: 'ServerCpuTooHigh',
  AlarmDescription: null,
  AWSAccountId: '123456789012',
  NewStateValue: 'ALARM',
  NewStateReason: REASON,
  StateChangeTime: '2019-10-02T17:04:40.989+0000',
  Region: 'US East (N. Virginia)',
  AlarmArn: ARN,
  OldStateValue: 'OK',
  Trigger: {
    MetricName: 'CPUUtilization',
    Namespace: 'AWS/EC2',
    StatisticType: 'Statistic',
    Statistic: 'AVERAGE',
    Unit: null,
    Dimensions: [{ value: 'i-1', name: 'InstanceId' }],
    Period: 300,
    EvaluationPeriods: 1,
    ComparisonOperator: 'GreaterThanThreshold',
    Threshold: 50,
  },
  ...changes,
});
