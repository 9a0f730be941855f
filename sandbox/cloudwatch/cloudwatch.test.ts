import { describe, expect, it } from 'vitest';
import { alarmAccount } from './alarm-account.fixture.ts';
import { MINUTE } from './recording-account.fixture.ts';

describe('CloudWatch', () => {
  it('comes back from its snapshot with metrics and the state of its alarms', async () => {
    const first = alarmAccount();
    await first.put();
    await first.live(9, 9);
    const saved = JSON.parse(JSON.stringify(first.service.snapshot()));
    const second = alarmAccount();
    second.service.restore(saved);
    expect(await second.describeOne()).toEqual(await first.describeOne());
    await second.clock.advanceBy(3 * MINUTE);
    second.service.tick(second.clock.now());
    expect((await second.describeOne())?.StateValue).toBe('ALARM');
  });
});
