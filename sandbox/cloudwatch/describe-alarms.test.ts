import type { DescribeAlarmsOutput } from '@aws-sdk/client-cloudwatch';
import { describe, expect, it } from 'vitest';
import { alarmAccount } from './alarm-account.fixture.ts';
import { send } from './recording-account.fixture.ts';

describe('DescribeAlarms', () => {
  async function withAlarms() {
    const made = alarmAccount();
    for (const AlarmName of ['b-two', 'a-one', 'b-one']) await made.put({ AlarmName });
    await send(made.service, 'SetAlarmState', { AlarmName: 'b-one', StateValue: 'OK', StateReason: 'test' });
    const names = async (input: object) => {
      const found = await send<DescribeAlarmsOutput>(made.service, 'DescribeAlarms', input);
      return { names: found.MetricAlarms?.map(({ AlarmName }) => AlarmName), next: found.NextToken };
    };
    return { ...made, names };
  }

  it.each([
    [{}, ['a-one', 'b-one', 'b-two']],
    [{ AlarmNames: ['b-two', 'nobody'] }, ['b-two']],
    [{ AlarmNamePrefix: 'b-' }, ['b-one', 'b-two']],
    [{ StateValue: 'OK' }, ['b-one']],
    [{ ActionPrefix: 'arn:aws:sns' }, ['a-one', 'b-one', 'b-two']],
    [{ ActionPrefix: 'arn:aws:lambda' }, []],
    [{ AlarmTypes: ['CompositeAlarm'] }, []],
  ])('with %j finds %j', async (input, expected) => {
    const { names } = await withAlarms();
    expect(await names(input)).toEqual({ names: expected, next: undefined });
  });

  it('pages by MaxRecords', async () => {
    const { names } = await withAlarms();
    const first = await names({ MaxRecords: 2 });
    expect(first.names).toEqual(['a-one', 'b-one']);
    expect(await names({ MaxRecords: 2, NextToken: first.next })).toEqual({
      names: ['b-two'],
      next: undefined,
    });
  });

  it('refuses names together with a prefix', async () => {
    const { names } = await withAlarms();
    const call = names({ AlarmNames: ['a-one'], AlarmNamePrefix: 'a' });
    await expect(call).rejects.toMatchObject({ name: 'ValidationError' });
  });
});
