import { describe, expect, it } from 'vitest';
import { bench } from './lambda.fixture.ts';
import { provisionPricing } from './samples/provision-pricing.ts';

function pricing() {
  const { scope, lambda, send } = bench();
  provisionPricing(scope, lambda);
  const FunctionName = 'pricing';
  return { lambda, send, FunctionName };
}

describe('reserved concurrency', () => {
  it('is set, told and given back', async () => {
    const { lambda, send, FunctionName } = pricing();
    expect(await send('GetFunctionConcurrency', { FunctionName })).toEqual({});
    const reserved = { ReservedConcurrentExecutions: 7 };
    expect(await send('PutFunctionConcurrency', { FunctionName, ...reserved })).toEqual(reserved);
    expect(await send('GetFunctionConcurrency', { FunctionName })).toEqual(reserved);
    expect(lambda.reservedConcurrency(FunctionName)).toBe(7);
    await send('DeleteFunctionConcurrency', { FunctionName });
    expect(lambda.reservedConcurrency(FunctionName)).toBeUndefined();
  });

  it('leaves a hundred executions to the functions without any', async () => {
    const { send, FunctionName } = pricing();
    await expect(
      send('PutFunctionConcurrency', { FunctionName, ReservedConcurrentExecutions: 901 }),
    ).rejects.toThrow(/below its minimum value of \[100\]/);
  });

  it('of no function is refused', async () => {
    const { send } = pricing();
    const nobody = { FunctionName: 'nobody', ReservedConcurrentExecutions: 1 };
    await expect(send('PutFunctionConcurrency', nobody)).rejects.toThrow(/Function not found/);
  });
});
