import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../clock/virtual-clock.ts';
import { invokeAtRealRate, SteppedInvocations } from './invocations.ts';
import { Paced } from './paced.ts';
import { Rate } from './rate.ts';

describe('Rate', () => {
  it('carries fractions on', () => {
    const rate = new Rate(0.3, 0);
    const due = [1_000, 2_000, 3_000, 4_000, 10_000].map((now) => rate.due(now));
    expect(due.reduce((sum, one) => sum + one, 0)).toBe(3);
  });
});

describe('Paced', () => {
  it('drops what is due beyond the bound instead of queueing it', async () => {
    const clock = new VirtualClock();
    const answer = Promise.withResolvers<void>();
    let sent = 0;
    let dropped = 0;
    const send = async () => {
      sent += 1;
      await answer.promise;
    };
    const paced = new Paced(clock, 1_000, send, () => (dropped += 1), 10);
    await clock.sleep(100);
    answer.resolve();
    await paced.stop();
    expect(sent).toBe(10);
    expect(dropped).toBeGreaterThan(50);
  });
});

describe('invocations', () => {
  const invoke = async () => ({ ok: true, version: '2' });

  it('follow the real rate and count a throw as failed', async () => {
    const clock = new VirtualClock();
    let calls = 0;
    const half = async () => {
      calls += 1;
      if (calls % 2 === 0) throw new Error('TooManyRequestsException');
      return { ok: calls % 4 === 1, version: '2' };
    };
    const traffic = invokeAtRealRate(half, 100, clock, clock);
    await clock.sleep(1_000);
    await traffic.stop();
    const { total, failed, byStatus } = traffic.log.counts();
    expect(total).toBe(calls);
    expect(total).toBeGreaterThan(95);
    expect(failed).toBe((byStatus[0] ?? 0) + (byStatus[500] ?? 0));
    expect(byStatus[500]).toBe(Math.floor((total + 1) / 4));
  });

  it('follow the steps of sandbox time and end with stop', async () => {
    const clock = new VirtualClock();
    const traffic = new SteppedInvocations(invoke, 7, clock);
    traffic.advance(clock.now() + 10_000);
    await traffic.stop();
    traffic.advance(clock.now() + 20_000);
    expect(traffic.log.counts()).toMatchObject({ total: 70, failed: 0, byVersion: { 2: { total: 70 } } });
  });
});
