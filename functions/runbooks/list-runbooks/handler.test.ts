import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Installation, install } from '../../../test/flows/installation.ts';

let installation: Installation;
beforeAll(async () => {
  installation = await install({ autonomyCeiling: 'observe' });
});
afterAll(() => installation.close());

describe('list_runbooks', () => {
  it("shows the product's own, with what they answer and do", async () => {
    const { runbooks } = await installation.as('viewer').list_runbooks({});
    expect(runbooks.map(({ name }) => name)).toEqual([
      'api-errors',
      'bad-deployment',
      'bad-function-version',
      'busy-without-load',
      'certificate-expiring',
      'database-slow',
      'dependency-down',
      'disk-full',
      'high-cpu',
      'high-memory',
      'lambda-throttles',
      'latency-regression',
      'queue-backlog',
      'task-crash-loop',
    ]);
    const cpu = runbooks.find(({ name }) => name === 'high-cpu');
    expect(cpu).toMatchObject({ triggers: ['AWS/ECS CPUUtilization > 50 for 60 s'], targets: ['ecs-pair'] });
    expect(cpu?.steps[1]).toEqual({
      name: 'scale-out',
      tool: 'scale_service',
      changes: true,
      does: 'scale-up',
    });
    expect(cpu).not.toHaveProperty('autonomy');
  });

  it('shows what each may do in an environment, never above what the installation allows', async () => {
    const { runbooks } = await installation.as('viewer').list_runbooks({ environment: 'production' });
    expect(new Set(runbooks.map(({ autonomy }) => autonomy))).toEqual(new Set(['observe']));
    expect(runbooks.every(({ verified }) => verified === 0)).toBe(true);
  });
});
