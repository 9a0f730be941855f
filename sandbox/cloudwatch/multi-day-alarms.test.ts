import { describe, expect, it } from 'vitest';
import { alarmAccount } from './alarm-account.fixture.ts';
import { MINUTE } from './recording-account.fixture.ts';

describe('alarms that look at more than a day', () => {
  it('are evaluated once an hour on whole hours of data', async () => {
    const { put, describeOne, service, clock } = alarmAccount();
    await put({ Period: 3600, EvaluationPeriods: 25, DatapointsToAlarm: 1 });
    service.tick(clock.now());
    const dimensions = { TargetGroup: 'blue' };
    const metric = { namespace: 'AWS/ApplicationELB', metric: 'HTTPCode_Target_5XX_Count', dimensions };
    service.record({ ...metric, at: clock.now(), value: 9 });
    await clock.advanceBy(59 * MINUTE);
    service.tick(clock.now());
    expect((await describeOne())?.StateValue).toBe('INSUFFICIENT_DATA');
    await clock.advanceBy(4 * MINUTE);
    service.tick(clock.now());
    expect((await describeOne())?.StateValue).toBe('ALARM');
  });
});
