import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ChaosHouse, chaosHouse } from '../house.fixture.ts';

let house: ChaosHouse;
beforeAll(async () => {
  house = await chaosHouse({ prepared: false });
});
afterAll(() => house.close());

const check = () =>
  house.as('operator').check_chaos_preparation({ environment: 'production', service: 'shop' });

describe('check_chaos_preparation', () => {
  it('says what is missing for each fault, and prints the CDK for it', async () => {
    const { faults, cdk } = await check();
    const of = (fault: string) => faults.find((one) => one.fault === fault);
    expect(of('task-stop')).toMatchObject({ ready: true, missing: [] });
    expect(of('latency')?.missing.join()).toMatch(/SSM agent.*enableFaultInjection.*pidMode/);
    expect(of('error-injection')).toMatchObject({ ready: true, injector: 'direct' });
    expect(cdk).toHaveLength(1);
    expect(cdk[0]).toContain('amazon-ssm-agent');
  });

  it('prints a script that registers the task with the tag of its service', async () => {
    const { cdk } = await check();
    const [, script = ''] = /String\.raw`([^`]*)`/.exec(cdk[0] ?? '') ?? [];
    expect(script).toContain('Key=operate:service,Value=shop');
    expect(script).toMatch(
      /aws ssm create-activation[\s\S]*amazon-ssm-agent -register[\s\S]*\namazon-ssm-agent &/,
    );
  });

  it('names machines without the tag of the service', async () => {
    const { ssm, scope } = house.account;
    const [first = '', ...others] = ssm.machines.ids;
    const { ECS_TASK_ARN = '' } = scope.tags.get(ssm.instanceArn(first)) ?? {};
    scope.tags.set(ssm.instanceArn(first), { ECS_TASK_ARN });
    const { faults } = await check();
    const missing = faults.find(({ fault }) => fault === 'memory-stress')?.missing;
    expect(missing).toEqual([`the tag operate:service=shop on ${first}`]);
    expect(others).toHaveLength(2);
  });
});
