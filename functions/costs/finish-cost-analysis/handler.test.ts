import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CostsHouse, costsHouse } from '../costs.fixture.ts';

let house: CostsHouse;
beforeEach(async () => {
  house = await costsHouse();
});
afterEach(() => house.close());

describe('the end of an analysis', () => {
  it('names the steps that failed, and a repeat changes nothing', async () => {
    const { put, begin, run, as } = house;
    put('AWS::EC2::EIP', 'eip-1', { AllocationId: 'eip-1' });
    await begin();
    await run('find_compute_waste');
    const failed = [{ part: 'bill', error: 'DependencyFailed' }, { part: 'databases' }];
    expect(await run('finish_cost_analysis', { failed })).toMatchObject({ recommendations: 1 });
    const answer = await as('viewer').get_cost_analysis({});
    expect(answer).toMatchObject({
      status: 'COMPLETE',
      savings: { monthly: 3.65 },
      notSeen: ['bill: the step failed (DependencyFailed).', 'databases: the step failed (unknown).'],
    });
    expect(answer.spend).toBeUndefined();
    await run('finish_cost_analysis', { failed: [] });
    expect(await as('viewer').get_cost_analysis({})).toEqual(answer);
  });
});
