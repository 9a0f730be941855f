import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../clock/virtual-clock.ts';
import { provisionStorefront } from '../../samples/storefront.ts';
import { recordingScope } from '../recording-scope.ts';
import { UsersSide } from '../users-side.ts';

const MINUTE = 60_000;

async function storefront(seed = 1) {
  const clock = new VirtualClock();
  const scope = recordingScope(clock, seed);
  const users = new UsersSide(scope, { plane: 'model', maxPropagationSeconds: 0 });
  const store = await provisionStorefront(users);
  await clock.advanceBy(MINUTE);
  return { clock, scope, users, store };
}

describe('the model plane', () => {
  it('gives the same counts for the same seed', async () => {
    const run = async () => {
      const { clock, users, store } = await storefront(7);
      const traffic = users.call(store.listenerArn, { requestsPerSecond: 33 });
      await clock.advanceBy(5 * MINUTE);
      await users.close();
      return traffic.log.counts();
    };
    expect(await run()).toEqual(await run());
  });

  it('answers a probe with the version behind the listener, and 503 where nobody is', async () => {
    const { users, store } = await storefront();
    const front = users.elbv2.front(store.listenerArn);
    const test = users.elbv2.front(store.testListenerArn ?? '');
    expect(await users.plane.send(front, { path: '/', headers: {} })).toEqual({ status: 200, version: 'v1' });
    expect(await users.plane.send(test, { path: '/', headers: {} })).toEqual({
      status: 503,
      version: undefined,
    });
    const blue = { 'x-operate-test': 'blue' };
    expect((await users.plane.send(test, { path: '/', headers: blue })).version).toBe('v1');
    await users.close();
  });

  it('sends nothing more after the callers were stopped', async () => {
    const { clock, users, store } = await storefront();
    const traffic = users.call(store.listenerArn, { requestsPerSecond: 10 });
    await clock.advanceBy(10_000);
    await traffic.stop();
    const { total } = traffic.log.counts();
    await clock.advanceBy(MINUTE);
    expect(total).toBe(100);
    expect(traffic.log.counts().total).toBe(total);
    await users.close();
  });
});
