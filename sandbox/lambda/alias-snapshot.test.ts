import { expect, it } from 'vitest';
import { bench } from './lambda.fixture.ts';
import { provisionPricing } from './samples/provision-pricing.ts';

it('an alias comes back with its weights once its function is made again', async () => {
  const before = bench();
  provisionPricing(before.scope, before.lambda);
  const RoutingConfig = { AdditionalVersionWeights: { 2: 0.25 } };
  await before.send('UpdateAlias', {
    FunctionName: 'pricing',
    Name: 'live',
    FunctionVersion: '1',
    RoutingConfig,
  });
  const shown = await before.send('GetAlias', { FunctionName: 'pricing', Name: 'live' });
  const kept = JSON.parse(JSON.stringify(before.lambda.snapshot()));

  const after = bench();
  expect(() => after.lambda.restore(kept)).toThrow(/Function not found/);
  provisionPricing(after.scope, after.lambda);
  after.lambda.restore(kept);
  expect(await after.send('GetAlias', { FunctionName: 'pricing', Name: 'live' })).toEqual(shown);
  expect(after.lambda.shares('pricing', 'live')).toEqual({ '1': 0.75, '2': 0.25 });
});
