import type { DescribeAlarmsOutput } from '@aws-sdk/client-cloudwatch';
import { describe, expect, it } from 'vitest';
import { alarmAccount, TOPIC } from './alarm-account.fixture.ts';
import { send } from './recording-account.fixture.ts';

describe('composite alarms', () => {
  const both = {
    AlarmName: 'service',
    AlarmRule: 'ALARM(errors) AND NOT ALARM("latency")',
    AlarmActions: [TOPIC],
  };

  async function withComposite() {
    const made = alarmAccount();
    await made.put({ AlarmActions: [] });
    await made.put({ AlarmName: 'latency', MetricName: 'TargetResponseTime', AlarmActions: [] });
    await send(made.service, 'PutCompositeAlarm', both);
    const state = async () => {
      const input = { AlarmTypes: ['CompositeAlarm'], AlarmNames: ['service'] };
      const found = await send<DescribeAlarmsOutput>(made.service, 'DescribeAlarms', input);
      return found.CompositeAlarms?.[0];
    };
    return { ...made, state };
  }

  it('are evaluated when they are made', async () => {
    const { state, events } = await withComposite();
    expect(await state()).toMatchObject({
      StateValue: 'OK',
      StateReason:
        'arn:aws:cloudwatch:eu-west-1:000000000000:alarm:service was created and its alarm rule evaluates to OK',
    });
    expect(events).toHaveLength(1);
  });

  it('follow the alarms of their rule', async () => {
    const { live, state, events, notifications, service } = await withComposite();
    await live(9, 9);
    expect((await state())?.StateValue).toBe('ALARM');
    expect(notifications.map(({ subject }) => subject)).toEqual(['ALARM: "service" in eu-west-1']);
    expect(events.at(-1)?.detail).toMatchObject({
      alarmName: 'service',
      state: {
        value: 'ALARM',
        reason:
          'arn:aws:cloudwatch:eu-west-1:000000000000:alarm:errors transitioned to ALARM at Thursday 01 January, 2026 12:02:00 UTC',
      },
      configuration: { alarmRule: both.AlarmRule },
    });
    await send(service, 'SetAlarmState', { AlarmName: 'latency', StateValue: 'ALARM', StateReason: 'drill' });
    expect((await state())?.StateValue).toBe('OK');
  });

  it('that look at each other come to rest', async () => {
    const { service, state } = await withComposite();
    await send(service, 'PutCompositeAlarm', { AlarmName: 'other', AlarmRule: 'NOT ALARM(service)' });
    await send(service, 'PutCompositeAlarm', { ...both, AlarmRule: 'ALARM(errors) AND ALARM(other)' });
    await send(service, 'SetAlarmState', { AlarmName: 'errors', StateValue: 'ALARM', StateReason: 'drill' });
    expect((await state())?.StateValue).toBe('ALARM');
  });

  it('must name alarms that exist', async () => {
    const { service } = alarmAccount();
    await expect(send(service, 'PutCompositeAlarm', both)).rejects.toMatchObject({
      name: 'ValidationError',
      message:
        'Could not save the composite alarm as alarms [errors, latency] in the alarm rule do not exist',
    });
  });
});
