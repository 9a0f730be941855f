import { describe, expect, it } from 'vitest';
import { alarmAccount } from './alarm-account.fixture.ts';
import { send } from './recording-account.fixture.ts';

describe('SetAlarmState', () => {
  it('changes the state until the next evaluation and tells of both changes', async () => {
    const { put, describeOne, live, service, events } = alarmAccount();
    await put();
    await live(1, 1);
    const StateReasonData = '{"drill":true}';
    await send(service, 'SetAlarmState', {
      AlarmName: 'errors',
      StateValue: 'ALARM',
      StateReason: 'drill',
      StateReasonData,
    });
    expect(await describeOne()).toMatchObject({ StateValue: 'ALARM', StateReason: 'drill', StateReasonData });
    await live(1);
    expect((await describeOne())?.StateValue).toBe('OK');
    const changes = events.map(({ detail }) => (detail.state as { value: string }).value);
    expect(changes).toEqual(['OK', 'ALARM', 'OK']);
  });

  it('only changes the reason of a state that is already so', async () => {
    const { put, describeOne, service, events } = alarmAccount();
    await put();
    await send(service, 'SetAlarmState', {
      AlarmName: 'errors',
      StateValue: 'INSUFFICIENT_DATA',
      StateReason: 'why',
    });
    expect(await describeOne()).toMatchObject({ StateReason: 'why' });
    expect(events).toEqual([]);
  });

  it('refuses an unknown alarm and reason data that are not JSON', async () => {
    const { put, service } = alarmAccount();
    const state = { AlarmName: 'errors', StateValue: 'OK', StateReason: 'test' };
    await expect(send(service, 'SetAlarmState', state)).rejects.toMatchObject({ name: 'ResourceNotFound' });
    await put();
    const broken = send(service, 'SetAlarmState', { ...state, StateReasonData: '{' });
    await expect(broken).rejects.toMatchObject({ name: 'InvalidFormatFault' });
  });
});
