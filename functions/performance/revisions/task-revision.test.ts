import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CONTAINER } from '../../../sandbox/samples/definition.ts';
import { copyOf } from '../../rollouts/drivers/ecs-pair/task-definition.ts';
import { pairHouse } from '../pair.fixture.ts';
import { reviseTasks } from './task-revision.ts';

const SMALLER = { cpu: 512, memoryMb: 1024 };

let house: Awaited<ReturnType<typeof pairHouse>>;
beforeEach(async () => {
  house = await pairHouse({ requestsPerSecond: 0.01 });
});
afterEach(() => house.close());

const definitions = () => house.account.users.ecs.definitions;
const revise = () => reviseTasks(house.installation.context, 'prices:1', CONTAINER, SMALLER);
const imageOf = (version: string) => definitions().find(version)?.containerDefinitions[0]?.image;

/** A revision of the wanted size with another image, which somebody else has registered. */
function another(): void {
  const live = definitions().find('prices:1');
  if (!live) throw new Error('It serves.');
  const { cpu, memoryMb } = SMALLER;
  const copy = copyOf(live, CONTAINER, 'somewhere/else:v9');
  house.account.users.ecs.registerTaskDefinition({ ...copy, cpu: String(cpu), memory: String(memoryMb) });
}

describe('a revision of a task definition', () => {
  it('is registered once, however often it is asked for', async () => {
    expect(await revise()).toEqual({ version: 'prices:2' });
    expect(await revise()).toEqual({ version: 'prices:2' });
    expect(definitions().find('prices')?.revision).toBe(2);
  });

  it('is never one of that size with another image', async () => {
    another();
    expect(await revise()).toEqual({ version: 'prices:3' });
    expect(imageOf('prices:3')).toBe(imageOf('prices:1'));
  });
});
