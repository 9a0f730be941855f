import { ECSClient } from '@aws-sdk/client-ecs';
import { describe, expect, it } from 'vitest';
import { REQUEST_TIMEOUT_MS } from '../../functions/clients.ts';
import { account, update } from './stand-ins.fixture.ts';

describe('faults', () => {
  it('are retried by the production strategy, on the injected clock', async () => {
    const { clients, faults, clock, recorder, updates } = account();
    faults.add({ match: { command: 'UpdateService' }, effect: 'throttle', times: 2 });
    const start = clock.now();
    const output = await clients(ECSClient).send(update());
    // Half of 1 s and then half of 2 s: a throttle's base delay doubles, and the fixture's jitter is 0.5.
    expect(clock.now() - start).toBe(1500);
    expect(output.$metadata).toMatchObject({ attempts: 3, totalRetryDelay: 1500 });
    expect(updates).toHaveLength(1);
    expect(recorder.calls.map(({ outcome }) => outcome)).toEqual([
      'ThrottlingException',
      'ThrottlingException',
      'ok',
    ]);
  });

  it('end a call after three attempts', async () => {
    const { clients, faults, recorder } = account();
    faults.add({ match: {}, effect: 'throttle' });
    await expect(clients(ECSClient).send(update())).rejects.toMatchObject({ name: 'ThrottlingException' });
    expect(recorder.calls).toHaveLength(3);
  });

  it('after the effect leave the effect behind at every attempt', async () => {
    const { clients, faults, updates } = account();
    const error = { name: 'ServerException', statusCode: 500 };
    faults.add({ match: {}, effect: 'error-after', error, times: 1 });
    await clients(ECSClient).send(update());
    expect(updates).toHaveLength(2);
  });

  it('before the effect that are not transient are not retried', async () => {
    const { clients, faults, updates, recorder } = account();
    const error = { name: 'InvalidParameterException', message: 'no' };
    faults.add({ match: {}, effect: 'error-before', error });
    await expect(clients(ECSClient).send(update())).rejects.toThrow('no');
    expect([updates.length, recorder.calls.length]).toEqual([0, 1]);
  });

  it('of latency delay the answer, and lose it past the request time-out', async () => {
    const { clients, faults, clock, recorder, updates } = account();
    faults.add({ match: { nth: 1 }, effect: 'latency', milliseconds: 400 });
    faults.add({ match: { nth: 2 }, effect: 'latency', milliseconds: REQUEST_TIMEOUT_MS + 1 });
    const start = clock.now();
    await clients(ECSClient).send(update());
    expect(clock.now() - start).toBe(400);
    await clients(ECSClient).send(update());
    expect(recorder.calls.map(({ outcome }) => outcome)).toEqual(['ok', 'TimeoutError', 'ok']);
    expect(updates).toHaveLength(3);
  });

  it('of silence keep the answer from the caller for ever, once the call had its effect', async () => {
    const { clients, faults, clock, updates } = account();
    faults.add({ match: {}, effect: 'no-answer' });
    const answered = clients(ECSClient)
      .send(update())
      .then(() => 'answered');
    const passed = clock.sleep(86_400_000).then(() => 'a day later');
    expect(await Promise.race([answered, passed])).toBe('a day later');
    expect(updates).toHaveLength(1);
  });

  it('that only a function can suffer are refused elsewhere', async () => {
    const { clients, faults } = account();
    faults.add({ match: {}, effect: 'function-timeout' });
    await expect(clients(ECSClient).send(update())).rejects.toThrow(
      'No function makes this call of ECSClient.UpdateService.',
    );
  });
});
