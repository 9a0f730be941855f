import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ChaosHouse, chaosHouse } from '../house.fixture.ts';

let house: ChaosHouse;
beforeAll(async () => {
  house = await chaosHouse({ prepared: false });
});
afterAll(() => house.close());

describe('check_chaos_preparation', () => {
  it('says what is missing for each fault, and prints the CDK for it', async () => {
    const { faults, cdk } = await house
      .as('operator')
      .check_chaos_preparation({ environment: 'production', service: 'shop' });
    const of = (fault: string) => faults.find((one) => one.fault === fault);
    expect(of('task-stop')).toMatchObject({ ready: true, missing: [] });
    expect(of('latency')?.missing.join()).toMatch(/SSM agent.*enableFaultInjection.*pidMode/);
    expect(of('error-injection')).toMatchObject({ ready: true, injector: 'direct' });
    expect(cdk).toHaveLength(1);
    expect(cdk[0]).toContain('amazon-ssm-agent');
  });
});
