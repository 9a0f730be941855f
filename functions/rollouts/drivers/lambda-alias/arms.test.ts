import { describe, expect, it } from 'vitest';
import type { LambdaAliasTarget } from '../../../../core/services/service.ts';
import { CloudWatch } from '../../../../sandbox/cloudwatch/cloudwatch.ts';
import { testAccount } from '../../../../sandbox/hook/account.fixture.ts';
import type { Context } from '../../../context.ts';
import { readArm, termOfVersion } from './arms.ts';

const target: LambdaAliasTarget = {
  type: 'lambda-alias',
  functionName: 'pricing',
  alias: 'live',
  probe: {},
  errorMetric: { type: 'lambda-errors' },
};

it('does not call requests fast while their durations are not published', async () => {
  const watches: CloudWatch[] = [];
  const { clock, clients } = testAccount((scope) => {
    watches.push(new CloudWatch(scope));
    return watches;
  });
  const start = clock.now();
  const dimensions = { FunctionName: 'pricing', Resource: 'pricing:live', ExecutedVersion: '2' };
  const put = (metric: string, at: number, value: number) =>
    watches[0]?.record({ namespace: 'AWS/Lambda', metric, dimensions, at, value });
  for (const at of [start, start + 60_000]) put('Invocations', at, 1);
  put('Duration', start + 60_000, 5);
  await clock.advanceBy(600_000);
  const context = { clock, clients } as unknown as Context;
  const range = { from: start, limits: [{ name: 'p95', milliseconds: 100 }] };
  const [without, withDuration] = await readArm(context, target, '2', range);
  expect(without).toMatchObject({ requests: 1, p95Ms: null, above: {} });
  expect(without?.above).toEqual({});
  expect(withDuration).toMatchObject({ requests: 1, p95Ms: 5, above: { p95: 0 } });
});

describe('what a metric is to a version of a function', () => {
  const of = (dimensions: Record<string, string>, namespace = 'AWS/Lambda') =>
    termOfVersion(target, '2')({ namespace, metric: 'Errors', stat: 'Sum', dimensions });
  const alias = { FunctionName: 'pricing', Resource: 'pricing:live' };
  it('of its alias can be asked of the version alone', () => {
    expect(of(alias)).toEqual({
      namespace: 'AWS/Lambda',
      metric: 'Errors',
      stat: 'Sum',
      dimensions: { ...alias, ExecutedVersion: '2' },
    });
  });
  it('that names a version is its own or the other one', () => {
    expect(of({ ...alias, ExecutedVersion: '2' })).toMatchObject({ dimensions: { ExecutedVersion: '2' } });
    expect(of({ ...alias, ExecutedVersion: '1' })).toBe('other');
  });
  it('of the whole function, of another alias or of the function itself tells no versions apart', () => {
    expect(of({ FunctionName: 'pricing' })).toBe('all');
    expect(of({ ...alias, Resource: 'pricing:next' })).toBe('all');
    expect(of(alias, 'Pricing')).toBe('all');
  });
});
