import { afterEach, describe, expect, it } from 'vitest';
import { type Bench, bench } from './workloads.fixture.ts';

const PLAN = {
  services: {
    shop: { type: 'ecs-pair', tasks: 2, maxTasks: 8, fullLoad: 60, host: 'web-1', dependsOn: ['orders-db'] },
  },
  databases: { 'orders-db': { owner: 'shop' } },
} as const;

let world: Bench;
afterEach(() => world.close());

const run = (document: string) =>
  world.system.parts.instances.map(({ id }) => world.system.runDocument(document, id));

describe('documents of Systems Manager', () => {
  it('run on machines that carry the tag of their service', async () => {
    world = await bench(PLAN);
    const { instances } = world.system.parts;
    expect(instances.map(({ service }) => service)).toEqual(['shop', 'shop']);
    for (const { arn } of instances) expect(world.scope.tags.get(arn)).toEqual({ 'operate:service': 'shop' });
    expect(world.system.runDocument('operate-clean-disk', 'i-of-somebody-else')).toBeUndefined();
  });

  it('clean the disk of a host, and say what came of it', async () => {
    world = await bench(PLAN);
    world.system.begin({ kind: 'disk-full-of-logs', at: 'shop', intensity: 10 });
    await world.minutes(3);
    expect(run('operate-clean-disk')).toEqual([
      { status: 'Failed', output: 'There is no disk to clean.' },
      { status: 'Success', output: 'freed 30% of /, 50% used' },
    ]);
  });

  it('end long queries where the database is administered', async () => {
    world = await bench(PLAN);
    world.system.begin({ kind: 'long-queries', at: 'orders-db', intensity: 300 });
    expect(run('operate-end-long-queries')[0]).toEqual({ status: 'Success', output: 'ended 1 query' });
    expect(run('operate-end-long-queries')[0]).toEqual({ status: 'Success', output: 'ended 0 queries' });
    expect(run('operate-format-everything').every((result) => result?.status === 'Failed')).toBe(true);
  });
});
