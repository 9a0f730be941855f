import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FaultCall, FaultEffect } from '../../sandbox/faults/rule.ts';
import { sampled } from '../../test/crash-matrix/choose.ts';
import { listDeployments } from '../runs/store.ts';
import { functionHouse, type PerformanceHouse } from './performance.fixture.ts';
import { savePerformance } from './store.ts';

const BROKE = { name: 'InternalFailure', statusCode: 500 };
const EFFECTS: Readonly<Record<string, FaultEffect>> = {
  'fails before its effect': { effect: 'error-before', error: BROKE },
  'fails after its effect': { effect: 'error-after', error: BROKE },
  'is the last thing that its function does': { effect: 'function-timeout' },
  // Of every attempt at it: the machine gives up, and the deadman has to.
  'fails for as long as the machine tries': {
    effect: 'error-before',
    error: { name: 'AccessDeniedException', statusCode: 400 },
  },
};
const ALWAYS = 'fails for as long as the machine tries';
const OURS = /:role\/operate-run-(optimize-performance|apply-optimization)$/;
/** Calls of each kind of crash; `PERFORMANCE_CRASHES=all` takes every one. */
const SAMPLE = process.env['PERFORMANCE_CRASHES'] === 'all' ? Number.POSITIVE_INFINITY : 9;
const SEED = 6;
const ENDED_MINUTES = 25;

let house: PerformanceHouse;
let calls = 0;
/** The first call that is more than a look. */
let begins = 0;
beforeAll(async () => {
  house = await functionHouse({ requestsPerSecond: 0.01 });
  const before = house.account.recorder.calls.length;
  await house.optimize({ autoApply: true });
  await house.minutes(3);
  const own = house.account.recorder.calls.slice(before).filter(({ principal }) => OURS.test(principal));
  calls = own.length;
  begins = 1 + own.findIndex(({ client }) => client === 'SchedulerClient');
  await forgotten();
}, 60_000);
afterAll(() => house.close());

const deployments = async () =>
  (await listDeployments(house.installation.context, { environment: 'production', service: 'prices' }, 100))
    .deployments;

/** Ends what is under way, and forgets that it was tried. */
async function forgotten(): Promise<void> {
  const [newest] = await deployments();
  if (newest && !['ABORTED', 'PROMOTED', 'ROLLED_BACK'].includes(newest.state.name))
    await house.installation.developer.abort_deployment({ deploymentId: newest.id });
  await house.minutes(10);
  const record = await house.kept();
  await savePerformance(house.installation.context, record, [], { words: 'Forgotten.' });
}

const chosen = () => {
  const from = Number.isFinite(SAMPLE) ? begins : 1;
  return sampled(
    Array.from({ length: calls - from + 1 }, (_, index) => from + index),
    SAMPLE,
    SEED,
  );
};

describe.each(Object.entries(EFFECTS))('an optimization of which a call %s', (what, effect) => {
  it('leaves $LATEST as it was and one deployment at the most, at whichever call', {
    timeout: 300_000,
  }, async () => {
    const { account } = house;
    expect(calls - begins).toBeGreaterThan(15);
    let hits = 0;
    for (const nth of chosen()) {
      const before = new Set((await deployments()).map(({ id }) => id));
      let seen = 0;
      const healed = account.faults.add({
        match: {
          predicate: ({ principal, invocation }: FaultCall) =>
            invocation !== undefined &&
            OURS.test(principal) &&
            (++seen === nth || (what === ALWAYS && seen > nth)),
        },
        ...effect,
        ...(what !== ALWAYS && { times: 1 }),
      } as never);
      const asked = await house
        .optimize({ autoApply: true }, `${what} ${nth}`.replaceAll(' ', '-'))
        .catch((error: Error) => error);
      await house.minutes(10);
      healed();
      if (seen >= nth) hits += 1;
      await house.minutes(ENDED_MINUTES - 10);
      const where = `call ${nth} of ${calls}: ${asked instanceof Error ? asked.message : 'begun'}`;
      const { optimizations } = await house.kept();
      expect(optimizations.length, where).toBeLessThanOrEqual(1);
      const made = (await deployments()).filter(({ id }) => !before.has(id)).length;
      expect(made, where).toBeLessThanOrEqual(1);
      const state = optimizations[0]?.state.name ?? 'nothing';
      expect(state, where).toBe(made === 1 ? 'DEPLOYING' : optimizations.length === 0 ? 'nothing' : 'FAILED');
      expect(account.lambda.describe('prices'), where).toMatchObject({ memory: 1024, timeoutSeconds: 10 });
      expect(account.lambda.versionsOf('prices'), where).toEqual(['1', '2', '3']);
      await forgotten();
      expect(account.lambda.shares('prices', 'live'), where).toEqual({ 1: 1 });
    }
    expect(hits).toBeGreaterThan(0.8 * chosen().length);
  });
});
