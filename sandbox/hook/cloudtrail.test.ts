import {
  ElasticLoadBalancingV2Client,
  ModifyListenerCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { LambdaClient, UpdateAliasCommand } from '@aws-sdk/client-lambda';
import { describe, expect, it } from 'vitest';
import { TEST_ROLE } from './account.fixture.ts';
import { account, LISTENER } from './stand-ins.fixture.ts';

describe('CloudTrail', () => {
  it('tells the bus who changed what, in camel case', async () => {
    const { clients, scope } = account();
    await clients(ElasticLoadBalancingV2Client).send(
      new ModifyListenerCommand({
        ListenerArn: LISTENER,
        DefaultActions: [
          { Type: 'forward', ForwardConfig: { TargetGroups: [{ TargetGroupArn: 'tg', Weight: 5 }] } },
        ],
      }),
    );
    const [event] = scope.events;
    expect(event).toMatchObject({
      source: 'aws.elasticloadbalancing',
      detailType: 'AWS API Call via CloudTrail',
      detail: {
        eventSource: 'elasticloadbalancing.amazonaws.com',
        eventName: 'ModifyListener',
        eventTime: '2026-01-01T00:00:00Z',
        userIdentity: {
          type: 'AssumedRole',
          arn: 'arn:aws:sts::000000000000:assumed-role/operate-test/sandbox',
          sessionContext: { sessionIssuer: { arn: TEST_ROLE, userName: 'operate-test' } },
        },
        requestParameters: {
          listenerArn: LISTENER,
          defaultActions: [
            { type: 'forward', forwardConfig: { targetGroups: [{ targetGroupArn: 'tg', weight: 5 }] } },
          ],
        },
      },
    });
  });

  it('names Lambda calls with their date, keeps map keys, and ignores failures', async () => {
    const { clients, scope, faults } = account();
    const AdditionalVersionWeights = { Seven: 0.1 };
    const alias = { FunctionName: 'f', Name: 'live', RoutingConfig: { AdditionalVersionWeights } };
    await clients(LambdaClient).send(new UpdateAliasCommand(alias));
    faults.add({ match: {}, effect: 'error-before', error: { name: 'ResourceConflictException' } });
    await expect(clients(LambdaClient).send(new UpdateAliasCommand(alias))).rejects.toThrow();
    expect(scope.events).toHaveLength(1);
    expect(scope.events[0]?.detail).toMatchObject({
      eventName: 'UpdateAlias20150331',
      requestParameters: { name: 'live', routingConfig: { additionalVersionWeights: { Seven: 0.1 } } },
    });
  });
});
