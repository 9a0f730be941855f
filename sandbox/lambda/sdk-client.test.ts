import {
  GetAliasCommand,
  GetFunctionCommand,
  GetFunctionConfigurationCommand,
  InvokeCommand,
  LambdaClient,
  ListTagsCommand,
  ListVersionsByFunctionCommand,
  TooManyRequestsException,
  UpdateAliasCommand,
} from '@aws-sdk/client-lambda';
import { describe, expect, it } from 'vitest';
import { testAccount } from '../hook/account.fixture.ts';
import { Lambda } from './lambda.ts';
import { provisionPricing } from './samples/provision-pricing.ts';

function account() {
  const made: Lambda[] = [];
  const services = testAccount((scope) => {
    const lambda = new Lambda(scope, { routingDelaySeconds: 0 });
    provisionPricing(scope, lambda);
    made.push(lambda);
    return [lambda];
  });
  return { ...services, lambda: made[0], client: services.clients(LambdaClient) };
}

const LIVE = { FunctionName: 'pricing', Name: 'live' };

describe('through the real Lambda client', () => {
  it('every command takes and gives the shapes of AWS', async () => {
    const { client, scope } = account();
    const { RevisionId } = await client.send(new GetAliasCommand(LIVE));
    const RoutingConfig = { AdditionalVersionWeights: { '2': 1 } };
    await client.send(new UpdateAliasCommand({ ...LIVE, RevisionId, RoutingConfig }));
    const { Payload, ExecutedVersion } = await client.send(
      new InvokeCommand({ FunctionName: 'pricing:live' }),
    );
    expect([ExecutedVersion, JSON.parse(Payload?.transformToString() ?? '')]).toMatchObject([
      '2',
      { statusCode: 200 },
    ]);
    const { Configuration } = await client.send(new GetFunctionCommand({ FunctionName: 'pricing' }));
    const latest = await client.send(new GetFunctionConfigurationCommand({ FunctionName: 'pricing' }));
    expect(latest.RevisionId).toBe(Configuration?.RevisionId);
    const { Versions } = await client.send(new ListVersionsByFunctionCommand({ FunctionName: 'pricing' }));
    expect(Versions).toHaveLength(7);
    const { Tags } = await client.send(new ListTagsCommand({ Resource: Configuration?.FunctionArn }));
    expect(Tags).toEqual({ 'operate:service': 'pricing' });
    expect(scope.events.map(({ detail }) => detail['eventName'])).toEqual(['UpdateAlias20150331']);
  });

  it('a throttle reaches the caller after the retries of the SDK', async () => {
    const { client, lambda, clock } = account();
    lambda?.reserveConcurrency('pricing', 0);
    const before = clock.now();
    await expect(client.send(new InvokeCommand({ FunctionName: 'pricing' }))).rejects.toThrow(
      TooManyRequestsException,
    );
    expect(clock.now()).toBeGreaterThan(before);
  });
});
