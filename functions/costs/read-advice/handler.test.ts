import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CostsHouse, costsHouse } from '../costs.fixture.ts';

let house: CostsHouse;
beforeEach(async () => {
  house = await costsHouse();
});
afterEach(() => house.close());

describe('advice', () => {
  it("is Compute Optimizer's where the hub is off, and what is off is named", async () => {
    const { account, put, run, found } = house;
    await run('read_advice');
    expect((await found('advice')).missing.join()).toMatch(
      /Optimization Hub is not on.*Optimizer is not on/s,
    );
    account.billing.optimizer.enroll();
    put('ComputeOptimizer::EC2InstanceRecommendation', '1', {
      instanceArn: 'arn:aws:ec2:eu-west-1:000000000000:instance/i-1',
      finding: 'OVER_PROVISIONED',
      currentInstanceType: 'm5.xlarge',
      recommendationOptions: [
        {
          instanceType: 'm5.large',
          performanceRisk: 3,
          savingsOpportunity: { estimatedMonthlySavings: { currency: 'USD', value: 70 } },
        },
      ],
    });
    put('ComputeOptimizer::EBSVolumeRecommendation', '2', {
      volumeArn: 'v',
      finding: 'Optimized',
      volumeRecommendationOptions: [{}],
    });
    await run('read_advice');
    const { recommendations, missing } = await found('advice');
    expect(recommendations).toMatchObject([
      { source: 'compute-optimizer', id: 'i-1', saving: 70, confidence: 0.4, restart: true },
    ]);
    expect(missing).toHaveLength(1);
  });

  it('is read page by page up to a bound, and what lies behind it is told', async () => {
    const { account, put, run, found } = house;
    account.billing.optimizer.enroll();
    const option = { savingsOpportunity: { estimatedMonthlySavings: { currency: 'USD', value: 1 } } };
    for (let at = 0; at < 1001; at++)
      put('ComputeOptimizer::EC2InstanceRecommendation', `i-${at}`, {
        instanceArn: `arn:aws:ec2:eu-west-1:000000000000:instance/i-${at}`,
        recommendationOptions: [option],
      });
    for (let at = 0; at < 5001; at++) put('ComputeOptimizer::EBSVolumeRecommendation', `v-${at}`, {});
    await run('read_advice');
    const optimizer = await found('advice');
    expect(optimizer.recommendations).toHaveLength(1001);
    expect(optimizer.unseen).toEqual([
      {
        what: 'Compute Optimizer',
        why: 'CALL_BUDGET',
        detail: 'Only the first 5000 recommendations for volumes were read; there are more.',
      },
    ]);
    account.billing.hub.enroll();
    for (let at = 0; at < 5001; at++)
      put('CostOptimizationHub::Recommendation', `r-${at}`, { resourceArn: `r-${at}`, actionType: 'Stop' });
    await run('read_advice');
    const hub = await found('advice');
    expect(hub.recommendations).toHaveLength(5000);
    expect(hub.unseen).toMatchObject([{ what: 'Cost Optimization Hub', why: 'CALL_BUDGET' }]);
  });

  it('that may not be read is said to be', async () => {
    const { account, run, found } = house;
    account.faults.add({
      match: { client: 'CostOptimizationHubClient' },
      effect: 'error-before',
      error: { name: 'AccessDeniedException', statusCode: 403 },
    });
    await run('read_advice');
    expect(await found('advice')).toMatchObject({
      unseen: [{ what: 'Cost Optimization Hub', why: 'ACCESS_DENIED' }],
    });
  });
});
