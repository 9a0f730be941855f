import type { PutMetricAlarmInput } from '@aws-sdk/client-cloudwatch';
import { describe, expect, it } from 'vitest';
import { alarmAccount } from './alarm-account.fixture.ts';

describe('PutMetricAlarm', () => {
  it.each<[string, Partial<PutMetricAlarmInput>, string]>([
    ['more datapoints than periods', { DatapointsToAlarm: 3 }, 'ValidationError'],
    ['two statistics', { ExtendedStatistic: 'p95' }, 'ValidationError'],
    ['an unknown statistic', { Statistic: undefined, ExtendedStatistic: 'p101' }, 'ValidationError'],
    ['a period of 90 s', { Period: 90 }, 'ValidationError'],
    ['more than seven days', { Period: 86_400, EvaluationPeriods: 8 }, 'ValidationError'],
    ['no threshold', { Threshold: undefined }, 'ValidationError'],
    ['an unknown treatment', { TreatMissingData: 'panic' }, 'ValidationError'],
    ['a high-resolution period', { Period: 10 }, 'SandboxNotImplemented'],
    ['anomaly detection', { ComparisonOperator: 'GreaterThanUpperThreshold' }, 'SandboxNotImplemented'],
    [
      'an action that is no topic',
      { OKActions: ['arn:aws:automate:eu-west-1:ec2:stop'] },
      'SandboxNotImplemented',
    ],
    ['a threshold metric', { ThresholdMetricId: 'band' }, 'SandboxNotImplemented'],
  ])('refuses %s', async (_, part, name) => {
    const { put, describeOne } = alarmAccount();
    await expect(put(part)).rejects.toMatchObject({ name });
    expect(await describeOne()).toBeUndefined();
  });
});
