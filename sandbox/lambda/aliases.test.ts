import type { AliasConfiguration, FunctionConfiguration } from '@aws-sdk/client-lambda';
import { describe, expect, it } from 'vitest';
import { bench, metricSum } from './lambda.fixture.ts';

const ARN = 'arn:aws:lambda:eu-west-1:000000000000:function:f';

/** A function with versions 1 and 2, which answer their number, and the alias `live` on 1. */
function versioned(routingDelaySeconds = 0) {
  const made = bench({ routingDelaySeconds });
  made.create(async () => '1');
  made.lambda.publishVersion('f', { description: 'first' });
  made.lambda.updateFunctionCode('f', { handler: async () => '2' });
  made.lambda.publishVersion('f', { description: 'second' });
  made.lambda.createAlias('f', 'live', '1');
  const update = (input: object) =>
    made.send<AliasConfiguration>('UpdateAlias', { FunctionName: 'f', Name: 'live', ...input });
  return { ...made, update };
}

describe('versions', () => {
  it('keep their code, and are not published twice without a change', async () => {
    const { lambda, invoke } = versioned();
    expect(lambda.publishVersion('f')).toBe('2');
    expect((await invoke('f:1')).answer).toBe('1');
    expect((await invoke('f', {}, { Qualifier: '2' })).answer).toBe('2');
    expect((await invoke('f')).answer).toBe('2');
  });

  it('are listed in pages, $LATEST first', async () => {
    const { send } = versioned();
    const first = await send('ListVersionsByFunction', { FunctionName: 'f', MaxItems: 2 });
    const second = await send('ListVersionsByFunction', { FunctionName: 'f', Marker: first['NextMarker'] });
    const pages = [first, second].map((page) => page['Versions'] as FunctionConfiguration[]);
    expect(pages.map((page) => page.map(({ Version, Description }) => [Version, Description]))).toEqual([
      [
        ['$LATEST', ''],
        ['1', 'first'],
      ],
      [['2', 'second']],
    ]);
    expect(pages[1]?.[0]?.FunctionArn).toBe(`${ARN}:2`);
    expect(second['NextMarker']).toBeUndefined();
  });

  it('are described by version and by alias, with the tags of the function', async () => {
    const { scope, lambda, send } = versioned();
    scope.tags.set(ARN, { 'operate:service': 'pricing' });
    lambda.reserveConcurrency('f', 5);
    expect(await send('GetFunctionConfiguration', { FunctionName: 'f', Qualifier: 'live' })).toMatchObject({
      FunctionArn: `${ARN}:live`,
      Version: '1',
      State: 'Active',
      Timeout: 3,
    });
    expect(await send('GetFunction', { FunctionName: 'f' })).toMatchObject({
      Configuration: { FunctionArn: ARN, Version: '$LATEST' },
      Tags: { 'operate:service': 'pricing' },
      Concurrency: { ReservedConcurrentExecutions: 5 },
    });
    expect(await send('ListTags', { Resource: ARN })).toEqual({ Tags: { 'operate:service': 'pricing' } });
  });
});

describe('an alias', () => {
  it('routes by weight, and counts each version apart', async () => {
    const { scope, lambda, invoke, update } = versioned();
    await update({ RoutingConfig: { AdditionalVersionWeights: { '2': 0.25 } } });
    expect(lambda.shares('f', 'live')).toEqual({ '1': 0.75, '2': 0.25 });
    const answers: unknown[] = [];
    for (let n = 0; n < 400; n++) answers.push((await invoke('f:live')).answer);
    const toSecond = answers.filter((answer) => answer === '2').length;
    expect(toSecond).toBeGreaterThan(70);
    expect(toSecond).toBeLessThan(130);
    const resource = { FunctionName: 'f', Resource: 'f:live' };
    expect(metricSum(scope, 'Invocations', { ...resource, ExecutedVersion: '2' })).toBe(toSecond);
    expect(metricSum(scope, 'Invocations', resource)).toBe(400);
    expect(metricSum(scope, 'Invocations', { FunctionName: 'f' })).toBe(400);
  });

  it('takes on new weights within the delay, while GetAlias shows them at once', async () => {
    const { scope, lambda, send, update } = versioned(3);
    await update({ FunctionVersion: '2' });
    expect(await send('GetAlias', { FunctionName: 'f', Name: 'live' })).toMatchObject({
      FunctionVersion: '2',
    });
    expect(lambda.shares('f', 'live')).toEqual({ '1': 1 });
    await scope.clock.advanceBy(3_000);
    expect(lambda.shares('f', 'live')).toEqual({ '2': 1 });
  });

  it('keeps what an update leaves out, and loses its weights by an empty routing', async () => {
    const { update } = versioned();
    await update({ RoutingConfig: { AdditionalVersionWeights: { '2': 0.1 } } });
    expect(await update({ Description: 'traffic' })).toMatchObject({
      AliasArn: `${ARN}:live`,
      FunctionVersion: '1',
      Description: 'traffic',
      RoutingConfig: { AdditionalVersionWeights: { '2': 0.1 } },
    });
    expect((await update({ FunctionVersion: '2', RoutingConfig: {} })).RoutingConfig).toBeUndefined();
  });

  it('is changed only by who has seen its last revision', async () => {
    const { send, update } = versioned();
    const { RevisionId } = await send<AliasConfiguration>('GetAlias', { FunctionName: 'f', Name: 'live' });
    await update({ FunctionVersion: '2', RevisionId });
    await expect(update({ FunctionVersion: '1', RevisionId })).rejects.toMatchObject({
      name: 'PreconditionFailedException',
    });
  });

  it('refuses versions and aliases that are not there', async () => {
    const { send, update } = versioned();
    await expect(update({ FunctionVersion: '9' })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: `Function not found: ${ARN}:9`,
    });
    await expect(send('GetAlias', { FunctionName: 'f', Name: 'gone' })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: `Cannot find alias arn: ${ARN}:gone`,
    });
  });

  it('counts what a traffic model made up, zeros included', () => {
    const { scope, lambda } = versioned();
    const counts = { at: 0, count: 90, errors: 2, durations: [{ milliseconds: 12, count: 90 }] };
    lambda.recordModelInvocations('f', 'live', '2', counts);
    const dimensions = { FunctionName: 'f', Resource: 'f:live', ExecutedVersion: '2' };
    const sums = ['Invocations', 'Errors', 'Duration'].map((metric) => metricSum(scope, metric, dimensions));
    expect(sums).toEqual([90, 2, 1_080]);
    const zeros = scope.observations.filter(({ metric, value }) => metric === 'Errors' && value === 0);
    expect(zeros.map(({ count }) => count)).toEqual([88, 88, 88]);
  });
});
