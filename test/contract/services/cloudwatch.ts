import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  GetMetricDataCommand,
  ListTagsForResourceCommand,
  type MetricDatum,
  PutMetricAlarmCommand,
  PutMetricDataCommand,
  SetAlarmStateCommand,
  type Tag,
} from '@aws-sdk/client-cloudwatch';
import { type Case, contract, errorOf, type Server } from '../contract.ts';

const MINUTE_MS = 60_000;
const Namespace = 'Contract';

interface Stage {
  readonly server: Server;
  readonly cloudWatch: CloudWatchClient;
}

/** The beginning of the whole minute so many minutes ago. */
const minute = ({ server }: Stage, ago: number) =>
  new Date((Math.floor(server.now() / MINUTE_MS) - ago) * MINUTE_MS);

const put = (stage: Stage, ...MetricData: MetricDatum[]) =>
  stage.cloudWatch.send(new PutMetricDataCommand({ Namespace, MetricData }));

interface Wish {
  readonly metric: string;
  readonly stat: string;
  readonly from: Date;
  readonly minutes?: number;
  readonly period?: number;
  readonly dimensions?: Readonly<Record<string, string>>;
}

const dimensionsOf = (named: Readonly<Record<string, string>> = {}) =>
  Object.entries(named).map(([Name, Value]) => ({ Name, Value }));

function wished(
  { metric, stat, from, minutes = 5, period = 60, dimensions }: Wish,
  ScanBy?: 'TimestampAscending',
) {
  const Metric = { Namespace, MetricName: metric, Dimensions: dimensionsOf(dimensions) };
  return new GetMetricDataCommand({
    MetricDataQueries: [{ Id: 'm', MetricStat: { Metric, Period: period, Stat: stat } }],
    StartTime: from,
    EndTime: new Date(from.getTime() + minutes * MINUTE_MS),
    ...(ScanBy && { ScanBy }),
  });
}

const values = async ({ cloudWatch }: Stage, wish: Wish) =>
  (await cloudWatch.send(wished(wish, 'TimestampAscending'))).MetricDataResults?.map(({ Values }) => Values);

const DATA: readonly Case<Stage>[] = [
  {
    name: 'the sum of a minute is that of its values, at the minute’s beginning',
    async act(stage) {
      const from = minute(stage, 30);
      const at = (seconds: number) => new Date(from.getTime() + seconds * 1_000);
      for (const [seconds, Value] of [
        [1, 2],
        [59, 3],
      ] as const)
        await put(stage, { MetricName: 'Sum', Timestamp: at(seconds), Value });
      await stage.server.published();
      const { MetricDataResults } = await stage.cloudWatch.send(wished({ metric: 'Sum', stat: 'Sum', from }));
      return MetricDataResults?.map(({ Id, Timestamps, Values, StatusCode }) => ({
        Id,
        after: Timestamps?.map((time) => time.getTime() - from.getTime()),
        Values,
        StatusCode,
      }));
    },
    expected: [{ Id: 'm', after: [0], Values: [5], StatusCode: 'Complete' }],
  },
  {
    name: 'minutes without data are left out, not zero',
    async act(stage) {
      const from = minute(stage, 30);
      for (const at of [0, 2])
        await put(stage, {
          MetricName: 'Gaps',
          Timestamp: new Date(from.getTime() + at * MINUTE_MS),
          Value: 1,
        });
      await stage.server.published();
      return values(stage, { metric: 'Gaps', stat: 'Sum', from });
    },
    expected: [[1, 1]],
  },
  {
    name: 'a metric that nobody wrote has no values and is complete',
    async act(stage) {
      const { MetricDataResults } = await stage.cloudWatch.send(
        wished({ metric: 'Nobody', stat: 'Sum', from: minute(stage, 30) }),
      );
      return MetricDataResults?.map(({ Values, StatusCode }) => ({ Values, StatusCode }));
    },
    expected: [{ Values: [], StatusCode: 'Complete' }],
  },
  {
    name: 'the newest value comes first unless it is asked otherwise',
    async act(stage) {
      const from = minute(stage, 30);
      for (const at of [0, 1])
        await put(stage, {
          MetricName: 'Order',
          Timestamp: new Date(from.getTime() + at * MINUTE_MS),
          Value: at,
        });
      await stage.server.published();
      const wish = { metric: 'Order', stat: 'Sum', from };
      const down = await stage.cloudWatch.send(wished(wish));
      return [down.MetricDataResults?.[0]?.Values, (await values(stage, wish))?.[0]];
    },
    expected: [
      [1, 0],
      [0, 1],
    ],
  },
  {
    name: 'the end of the range is not part of it',
    async act(stage) {
      const from = minute(stage, 30);
      for (const at of [0, 1])
        await put(stage, {
          MetricName: 'End',
          Timestamp: new Date(from.getTime() + at * MINUTE_MS),
          Value: 1,
        });
      await stage.server.published();
      return values(stage, { metric: 'End', stat: 'Sum', from, minutes: 1 });
    },
    expected: [[1]],
  },
  {
    name: 'dimensions are part of a metric’s name: fewer of them are another metric',
    async act(stage) {
      const from = minute(stage, 30);
      const Dimensions = dimensionsOf({ FunctionName: 'shop', ExecutedVersion: '2' });
      await put(stage, { MetricName: 'Named', Timestamp: from, Value: 1, Dimensions });
      await stage.server.published();
      const whole = { FunctionName: 'shop', ExecutedVersion: '2' };
      const wish = { metric: 'Named', stat: 'Sum', from };
      return [
        await values(stage, { ...wish, dimensions: whole }),
        await values(stage, { ...wish, dimensions: { FunctionName: 'shop' } }),
      ];
    },
    expected: [[[1]], [[]]],
  },
  ...(['Average', 'Minimum', 'Maximum', 'SampleCount'] as const).map(
    (stat): Case<Stage> => ({
      name: `the ${stat} of values that were put as a distribution counts each as often as it was`,
      async act(stage) {
        const from = minute(stage, 30);
        const Timestamp = new Date(from);
        await put(stage, { MetricName: `Put${stat}`, Timestamp, Values: [1, 5], Counts: [3, 1] });
        await stage.server.published();
        return values(stage, { metric: `Put${stat}`, stat, from });
      },
      expected: [[{ Average: 2, Minimum: 1, Maximum: 5, SampleCount: 4 }[stat]]],
    }),
  ),
  {
    name: 'a percentile is read from the values',
    async act(stage) {
      const from = minute(stage, 30);
      await put(stage, { MetricName: 'Percentile', Timestamp: from, Values: [7], Counts: [100] });
      await stage.server.published();
      return values(stage, { metric: 'Percentile', stat: 'p95', from });
    },
    expected: [[7]],
  },
  {
    name: 'math over a hidden query answers the math alone',
    async act(stage) {
      const from = minute(stage, 30);
      await put(stage, { MetricName: 'Math', Timestamp: from, Value: 4 });
      await stage.server.published();
      const MetricStat = { Metric: { Namespace, MetricName: 'Math' }, Period: 60, Stat: 'Sum' };
      const { MetricDataResults } = await stage.cloudWatch.send(
        new GetMetricDataCommand({
          MetricDataQueries: [
            { Id: 'm', MetricStat, ReturnData: false },
            { Id: 'e', Expression: 'm * 2' },
          ],
          StartTime: from,
          EndTime: new Date(from.getTime() + MINUTE_MS),
        }),
      );
      return MetricDataResults?.map(({ Id, Values }) => [Id, Values]);
    },
    expected: [['e', [8]]],
  },
  {
    name: 'a value and values in one datum are refused',
    act: (stage) =>
      errorOf(put(stage, { MetricName: 'Both', Timestamp: minute(stage, 1), Value: 1, Values: [1] })),
    expected: 'InvalidParameterCombinationException',
  },
  {
    name: 'a range whose end is its beginning is refused',
    act: (stage) =>
      errorOf(values(stage, { metric: 'Sum', stat: 'Sum', from: minute(stage, 30), minutes: 0 })),
    expected: 'ValidationError',
  },
];

const alarm = (AlarmName: string, Tags?: Tag[]) =>
  new PutMetricAlarmCommand({
    AlarmName,
    ...(Tags && { Tags }),
    Namespace,
    MetricName: 'Errors',
    Statistic: 'Sum',
    Period: 60,
    EvaluationPeriods: 2,
    DatapointsToAlarm: 2,
    Threshold: 1,
    ComparisonOperator: 'GreaterThanThreshold',
    TreatMissingData: 'notBreaching',
  });
const alarms = async ({ cloudWatch }: Stage, ...AlarmNames: string[]) =>
  (await cloudWatch.send(new DescribeAlarmsCommand({ AlarmNames }))).MetricAlarms ?? [];

const ALARMS: readonly Case<Stage>[] = [
  {
    name: 'a new alarm does not know yet',
    async act(stage) {
      await stage.cloudWatch.send(alarm('new'));
      return (await alarms(stage, 'new')).map(({ StateValue, AlarmArn, Threshold, ActionsEnabled }) => ({
        StateValue,
        arn: AlarmArn?.split(':').slice(5),
        Threshold,
        ActionsEnabled,
      }));
    },
    expected: [
      { StateValue: 'INSUFFICIENT_DATA', arn: ['alarm', 'new'], Threshold: 1, ActionsEnabled: true },
    ],
  },
  {
    name: 'a state that is set is shown with its reason',
    async act(stage) {
      await stage.cloudWatch.send(alarm('set'));
      const state = { AlarmName: 'set', StateValue: 'ALARM' as const, StateReason: 'drill' };
      await stage.cloudWatch.send(new SetAlarmStateCommand(state));
      return (await alarms(stage, 'set')).map(({ StateValue, StateReason }) => [StateValue, StateReason]);
    },
    expected: [['ALARM', 'drill']],
  },
  {
    name: 'alarms that do not exist are left out of the answer',
    async act(stage) {
      await stage.cloudWatch.send(alarm('there'));
      return (await alarms(stage, 'there', 'nowhere')).map(({ AlarmName }) => AlarmName);
    },
    expected: ['there'],
  },
  {
    name: 'an alarm has the tags that it was made with',
    async act({ cloudWatch, ...stage }) {
      await cloudWatch.send(alarm('tagged', [{ Key: 'operate:service', Value: 'shop' }]));
      const [made] = await alarms({ cloudWatch, ...stage }, 'tagged');
      const ResourceARN = made?.AlarmArn;
      const { Tags } = await cloudWatch.send(new ListTagsForResourceCommand({ ResourceARN }));
      return Tags;
    },
    expected: [{ Key: 'operate:service', Value: 'shop' }],
  },
  {
    name: 'the tags of an alarm that does not exist cannot be read',
    act: ({ cloudWatch }) => {
      const ResourceARN = 'arn:aws:cloudwatch:eu-west-1:000000000000:alarm:nowhere';
      return errorOf(cloudWatch.send(new ListTagsForResourceCommand({ ResourceARN })));
    },
    expected: 'ResourceNotFoundException',
  },
  {
    name: 'the state of an alarm that does not exist cannot be set',
    act: ({ cloudWatch }) =>
      errorOf(
        cloudWatch.send(
          new SetAlarmStateCommand({ AlarmName: 'nowhere', StateValue: 'OK', StateReason: 'drill' }),
        ),
      ),
    expected: 'ResourceNotFound',
  },
];

/** Measurements as the judge reads them, and alarms as the gates read them. */
export const cloudWatch = contract<Stage>({
  service: 'CloudWatch',
  sandbox: async (server) => ({ server, cloudWatch: server.clients(CloudWatchClient) }),
  moto: async (server) => ({ server, cloudWatch: server.clients(CloudWatchClient) }),
  cases: [...DATA, ...ALARMS],
});
