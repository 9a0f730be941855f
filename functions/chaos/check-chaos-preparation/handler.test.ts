import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ChaosHouse, chaosHouse } from '../house.fixture.ts';

let house: ChaosHouse;
beforeAll(async () => {
  house = await chaosHouse({ prepared: false, withFunction: true });
});
afterAll(() => house.close());

const check = (service = 'shop') =>
  house.as('operator').check_chaos_preparation({ environment: 'production', service });

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

  it('grants FIS the place where a function reads its fault, and does not claim to know that it is granted', async () => {
    const { faults, cdk } = await check('prices');
    const { unknown = [] } = faults.find(({ fault }) => fault === 'lambda-delay') ?? {};
    const { faultRole } = house.context.environment;
    expect(unknown).toEqual([expect.stringContaining(faultRole)]);
    expect(faults.find(({ fault }) => fault === 'lambda-throttle')).toMatchObject({ unknown: [] });
    expect(cdk).toHaveLength(1);
    expect(cdk[0]).toContain(`new iam.ArnPrincipal('${faultRole}')`);
    expect(cdk[0]).toMatch(
      /'s3:PutObject', 's3:DeleteObject'\],\n {2}resources: \[bucket.arnForObjects\('FisConfigs/,
    );
  });
});
