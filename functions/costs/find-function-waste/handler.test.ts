import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CostsHouse, costsHouse } from '../costs.fixture.ts';

let house: CostsHouse;
beforeEach(async () => {
  house = await costsHouse();
});
afterEach(() => house.close());

describe('looking for waste among functions and logs', () => {
  it('finds logs that never end and concurrency that nobody uses', async () => {
    const { put, ago, run, found } = house;
    put('AWS::Logs::LogGroup', '/old', {
      logGroupName: '/old',
      creationTime: ago(300).getTime(),
      storedBytes: 100 * 2 ** 30,
    });
    const arn = 'arn:aws:lambda:eu-west-1:000000000000:function:shop';
    put('AWS::Lambda::Function', 'shop', { FunctionName: 'shop', FunctionArn: arn, MemorySize: 1024 });
    put('AWS::Lambda::Alias', 'shop:live', {
      FunctionArn: `${arn}:live`,
      RequestedProvisionedConcurrentExecutions: 10,
      LastModified: ago(50).toISOString().replace('Z', '+0000'),
    });
    await run('find_function_waste');
    const { recommendations, unseen } = await found('functions');
    expect(recommendations.map(({ rule, saving }) => [rule, Math.round(saving * 100) / 100])).toEqual([
      ['unused-provisioned-concurrency', 109.5],
      ['log-retention', 2.7],
    ]);
    expect(unseen).toEqual([]);
  });
});
