import {
  CloudWatchClient,
  CloudWatchServiceException,
  DescribeAlarmsCommand,
  GetMetricDataCommand,
  PutCompositeAlarmCommand,
  PutMetricAlarmCommand,
  PutMetricDataCommand,
  ResourceNotFound,
  SetAlarmStateCommand,
} from '@aws-sdk/client-cloudwatch';
import { describe, expect, it } from 'vitest';
import { testAccount } from '../hook/account.fixture.ts';
import { CloudWatch } from './cloudwatch.ts';
import { MINUTE } from './recording-account.fixture.ts';

function account() {
  const { clients, clock } = testAccount((scope) => [new CloudWatch(scope)]);
  return { client: clients(CloudWatchClient), clock };
}

const metric = { Namespace: 'Storefront', MetricName: 'Orders' };

describe('CloudWatch behind the real SDK client', () => {
  it('takes data and gives it back', async () => {
    const { client, clock } = account();
    const StartTime = new Date(clock.now());
    await client.send(
      new PutMetricDataCommand({ Namespace: 'Storefront', MetricData: [{ MetricName: 'Orders', Value: 4 }] }),
    );
    await clock.advanceBy(2 * MINUTE);
    const MetricDataQueries = [{ Id: 'm', MetricStat: { Metric: metric, Period: 60, Stat: 'Sum' } }];
    const query = new GetMetricDataCommand({ MetricDataQueries, StartTime, EndTime: new Date(clock.now()) });
    const { MetricDataResults } = await client.send(query);
    expect(MetricDataResults).toEqual([
      { Id: 'm', Label: 'Orders', Timestamps: [StartTime], Values: [4], StatusCode: 'Complete' },
    ]);
  });

  it('makes, sets and describes alarms', async () => {
    const { client } = account();
    const AlarmName = 'orders';
    const rule = { Statistic: 'Sum', Period: 60, EvaluationPeriods: 1, Threshold: 1 } as const;
    await client.send(
      new PutMetricAlarmCommand({ AlarmName, ...metric, ...rule, ComparisonOperator: 'LessThanThreshold' }),
    );
    await client.send(new PutCompositeAlarmCommand({ AlarmName: 'all', AlarmRule: 'ALARM(orders)' }));
    await client.send(new SetAlarmStateCommand({ AlarmName, StateValue: 'ALARM', StateReason: 'drill' }));
    const AlarmTypes = ['MetricAlarm' as const, 'CompositeAlarm' as const];
    const { MetricAlarms, CompositeAlarms } = await client.send(new DescribeAlarmsCommand({ AlarmTypes }));
    expect(MetricAlarms).toMatchObject([
      { AlarmName, StateValue: 'ALARM', StateReason: 'drill', Threshold: 1 },
    ]);
    expect(CompositeAlarms).toMatchObject([{ AlarmName: 'all', StateValue: 'ALARM' }]);
  });

  it('fails with the exception classes of the SDK', async () => {
    const { client, clock } = account();
    const unknown = client.send(
      new SetAlarmStateCommand({ AlarmName: 'x', StateValue: 'OK', StateReason: 'drill' }),
    );
    await expect(unknown).rejects.toBeInstanceOf(ResourceNotFound);
    const now = new Date(clock.now());
    const empty = client.send(
      new GetMetricDataCommand({ MetricDataQueries: [], StartTime: now, EndTime: now }),
    );
    await expect(empty).rejects.toBeInstanceOf(CloudWatchServiceException);
  });
});
