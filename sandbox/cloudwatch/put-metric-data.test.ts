import type { GetMetricDataOutput, PutMetricDataInput } from '@aws-sdk/client-cloudwatch';
import { describe, expect, it } from 'vitest';
import { CloudWatch } from './cloudwatch.ts';
import { MINUTE, NOON, recordingAccount, send } from './recording-account.fixture.ts';

function account() {
  const { scope, clock } = recordingAccount();
  const service = new CloudWatch(scope);
  const put = (input: Partial<PutMetricDataInput>) =>
    send(service, 'PutMetricData', { Namespace: 'Storefront', ...input });
  const values = async (Stat: string) => {
    const Metric = {
      Namespace: 'Storefront',
      MetricName: 'Orders',
      Dimensions: [{ Name: 'Shop', Value: 'one' }],
    };
    const output = await send<GetMetricDataOutput>(service, 'GetMetricData', {
      MetricDataQueries: [{ Id: 'm', MetricStat: { Metric, Period: 60, Stat } }],
      StartTime: new Date(NOON - 10 * MINUTE),
      EndTime: new Date(NOON + 10 * MINUTE),
    });
    return output.MetricDataResults?.[0]?.Values;
  };
  return { put, values, clock, service };
}

const orders = { MetricName: 'Orders', Dimensions: [{ Name: 'Shop', Value: 'one' }] };

describe('PutMetricData', () => {
  it('records values with their counts, which show within a minute', async () => {
    const { put, values, clock } = account();
    await put({ MetricData: [{ ...orders, Values: [1, 5], Counts: [10, 2], Unit: 'Count' }] });
    await put({ MetricData: [{ ...orders, Value: 30 }] });
    await clock.advanceBy(MINUTE);
    expect(await values('Sum')).toEqual([50]);
    expect(await values('SampleCount')).toEqual([13]);
    expect(await values('Maximum')).toEqual([30]);
  });

  it('records into the minute of the timestamp', async () => {
    const { put, values } = account();
    await put({ MetricData: [{ ...orders, Value: 1, Timestamp: new Date(NOON - 5 * MINUTE) }] });
    expect(await values('Sum')).toEqual([1]);
  });

  it.each([
    [
      'a namespace of AWS',
      { Namespace: 'AWS/Lambda', MetricData: [{ ...orders, Value: 1 }] },
      'InvalidParameterValueException',
    ],
    ['no value', { MetricData: [orders] }, 'MissingRequiredParameterException'],
    [
      'a value and values',
      { MetricData: [{ ...orders, Value: 1, Values: [1] }] },
      'InvalidParameterCombinationException',
    ],
    [
      'counts that do not fit',
      { MetricData: [{ ...orders, Values: [1, 2], Counts: [1] }] },
      'InvalidParameterValueException',
    ],
    [
      'a value that is not a number',
      { MetricData: [{ ...orders, Value: Number.NaN }] },
      'InvalidParameterValueException',
    ],
    [
      'a time three hours ahead',
      { MetricData: [{ ...orders, Value: 1, Timestamp: new Date(NOON + 180 * MINUTE) }] },
      'InvalidParameterValueException',
    ],
    [
      'a statistic set',
      { MetricData: [{ ...orders, StatisticValues: { SampleCount: 2, Sum: 3, Minimum: 1, Maximum: 2 } }] },
      'SandboxNotImplemented',
    ],
  ])('refuses %s and records nothing', async (_, input, name) => {
    const { put, values, clock } = account();
    const MetricData = [{ ...orders, Value: 1 }, ...input.MetricData];
    await expect(put({ ...input, MetricData })).rejects.toMatchObject({ name });
    await clock.advanceBy(MINUTE);
    expect(await values('Sum')).toEqual([]);
  });

  it('needs the permission for the namespace it writes', () => {
    const { service } = account();
    const input = { Namespace: 'Storefront', MetricData: [] };
    const call = { principal: { arn: 'role' }, command: 'PutMetricData', requestId: 'request' };
    expect(service.commands.PutMetricData?.needs(input as never, call)).toEqual([
      {
        action: 'cloudwatch:PutMetricData',
        resource: '*',
        conditions: { 'cloudwatch:namespace': 'Storefront' },
      },
    ]);
  });
});
