import { describe, expect, it } from 'vitest';
import { bench, metricSum } from '../lambda.fixture.ts';
import { provisionPricing } from './provision-pricing.ts';
import { recordServerErrors } from './server-error-metric.ts';

describe('the pricing function', () => {
  it('is published with a version for each behaviour, tagged, and live on the first', async () => {
    const { scope, lambda, send } = bench();
    const pricing = provisionPricing(scope, lambda, { service: 'shop' });
    expect(pricing.versions).toEqual({
      '1': 'good',
      '2': 'slow',
      '3': 'failing',
      '4': 'throwing',
      '5': 'computing',
      '6': 'crash-at-start',
    });
    expect(scope.tags.get(pricing.functionArn)).toEqual({ 'operate:service': 'shop' });
    expect(await send('GetAlias', { FunctionName: 'pricing', Name: 'live' })).toMatchObject({
      FunctionVersion: '1',
    });
    expect(await send('GetFunctionConfiguration', { FunctionName: 'pricing', Qualifier: '3' })).toMatchObject(
      {
        Description: 'failing',
      },
    );
  });

  it('answers 500 without an error of Lambda, and counts it by version in its own metric', async () => {
    const { scope, lambda, invoke } = bench();
    provisionPricing(scope, lambda, { serverErrors: { namespace: 'Shop', metric: 'Broken' } });
    const answers: number[] = [];
    for (let n = 0; n < 200; n++)
      answers.push(((await invoke('pricing:3')).answer as { statusCode: number }).statusCode);
    const broken = answers.filter((status) => status === 500).length;
    expect(broken).toBeGreaterThan(20);
    expect(broken).toBeLessThan(60);
    expect(metricSum(scope, 'Errors', { FunctionName: 'pricing' })).toBe(0);
    const lines = scope.lines.map(({ message }) => JSON.parse(message) as Record<string, unknown>);
    expect(lines.filter((line) => line['Broken'] === 1)).toHaveLength(broken);
    expect(lines[0]).toMatchObject({
      _aws: {
        CloudWatchMetrics: [
          {
            Namespace: 'Shop',
            Dimensions: [['FunctionName', 'ExecutedVersion']],
            Metrics: [{ Name: 'Broken', Unit: 'Count' }],
          },
        ],
      },
      FunctionName: 'pricing',
      ExecutedVersion: '3',
    });
  });

  it('throws, crashes at start or takes its time, as its version says', async () => {
    const { scope, lambda, invoke } = bench();
    provisionPricing(scope, lambda);
    for (let n = 0; n < 100; n++) await invoke('pricing:4');
    const thrown = metricSum(scope, 'Errors', { FunctionName: 'pricing' });
    expect(thrown).toBeGreaterThan(5);
    expect((await invoke('pricing:6')).answer).toMatchObject({ errorType: 'Runtime.ExitError' });
    for (let n = 0; n < 100; n++) await Promise.all([invoke('pricing:1'), invoke('pricing:2')]);
    const duration = (version: string) =>
      metricSum(scope, 'Duration', { FunctionName: 'pricing', Resource: `pricing:${version}` });
    expect(duration('2') / duration('1')).toBeGreaterThan(2);
  });

  it('has a model of its metric', () => {
    const { scope } = bench();
    const dimensions = { FunctionName: 'pricing', ExecutedVersion: '3' };
    recordServerErrors(scope, { namespace: 'Shop', metric: 'Broken' }, dimensions, {
      at: 1,
      count: 10,
      errors: 3,
    });
    expect(scope.observations.map(({ value, count }) => [value, count])).toEqual([
      [1, 3],
      [0, 7],
    ]);
  });
});
