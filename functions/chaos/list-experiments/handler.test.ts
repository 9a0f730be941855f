import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ChaosHouse, chaosHouse } from '../house.fixture.ts';

let house: ChaosHouse;
beforeAll(async () => {
  house = await chaosHouse();
});
afterAll(() => house.close());

describe('list_experiments', () => {
  it('shows what each does, and how it last came out', async () => {
    const { experiments } = await house.as('viewer').list_experiments({});
    expect(experiments).toHaveLength(11);
    expect(experiments.find(({ name }) => name === 'latency')).toMatchObject({
      scope: '1 task',
      needsPreparation: true,
    });
    await house.end(await house.start('task-stop'));
    const here = { environment: 'production', service: 'shop', fault: 'task-stop' } as const;
    const [known] = (await house.as('viewer').list_experiments(here)).experiments;
    expect(known).toMatchObject({ lastVerdict: 'HELD' });
  });
});
