import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { POLICY, type ScaledShop, scaledShop } from '../scaling.fixture.ts';

let shop: ScaledShop;
beforeAll(async () => {
  shop = await scaledShop();
}, 60_000);
afterAll(() => shop.close());

const set = (input: object) =>
  shop.installation.developer.set_scaling({ ...shop.service, ...input } as never);
const WINDOW = {
  days: ['Monday'],
  from: '08:00',
  to: '18:00',
  timeZone: 'Europe/Dublin',
  reason: 'Office hours',
} as const;

describe('set_scaling', () => {
  it('keeps a policy, shows the one before, and says what AWS has to say', async () => {
    const policy = {
      ...POLICY,
      max: 20,
      costCap: { dollarsADay: 10, unitDollarsAnHour: 0.05 },
      schedules: [{ window: WINDOW, min: 4 }],
    };
    const plan = await set({ policy, dryRun: true });
    expect(plan).toMatchObject({
      applied: false,
      policy: {
        resource: 'ecs-service',
        dollarsADay: 10,
        schedules: [{ min: 4, words: expect.stringContaining('Office hours') }],
      },
      before: { max: 5 },
      findings: [
        'AWS allows 6 units at most: its limit counts.',
        'AWS allows no fewer than 3 units: its limit counts.',
        expect.stringContaining('Policies of AWS scale it as well'),
      ],
    });
    expect((await shop.kept()).policy?.max).toBe(5);
    expect(await set({ policy })).toMatchObject({ applied: true });
    expect((await shop.kept()).policy?.max).toBe(20);
    const answer = await shop.scale({ dryRun: true });
    expect(answer.cost).toEqual({ dollarsToday: 0, dollarsADay: 10 });
  });

  it('removes it: then nothing is scaled by measurements', async () => {
    await set({ remove: true });
    shop.used(90);
    expect(await shop.scale()).toMatchObject({ verdict: 'NOTHING', code: 'NO_POLICY' });
    expect(await shop.evaluate()).toMatchObject({ looked: 0 });
  });

  it.each<[string, object, string]>([
    ['nothing', {}, 'policy'],
    ['both', { policy: POLICY, remove: true }, 'policy'],
    ['a minimum above the maximum', { policy: { ...POLICY, min: 9 } }, 'policy.min'],
    ['more than all of a unit', { policy: { ...POLICY, target: 200 } }, 'policy.target'],
    ['a metric that a pair has not', { policy: { ...POLICY, metric: 'concurrency' } }, 'policy.metric'],
    [
      'a window of no zone',
      { policy: { ...POLICY, schedules: [{ window: { ...WINDOW, timeZone: 'Mars' }, min: 1 }] } },
      'policy.schedules.0.window.timeZone',
    ],
  ])('refuses %s', async (_what, input, field) => {
    await expect(set(input)).rejects.toMatchObject({
      name: 'InvalidInput',
      detail: { violations: [expect.objectContaining({ field })] },
    });
  });

  it('refuses what the service has not', async () => {
    await expect(
      set({ policy: { ...POLICY, resource: { type: 'provisioned-concurrency' } } }),
    ).rejects.toMatchObject({ name: 'Refused' });
    await expect(set({ service: 'nobody', policy: POLICY })).rejects.toMatchObject({ name: 'NotFound' });
  });
});
