import {
  CloudWatchClient,
  PutCompositeAlarmCommand,
  PutMetricAlarmCommand,
  SetAlarmStateCommand,
} from '@aws-sdk/client-cloudwatch';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Deployment, deploy, deploymentOf } from './deployment.ts';
import { type Installation, install } from './installation.ts';
import { expectEnded } from './invariants.ts';
import { ENVIRONMENT, type Service } from './service.ts';
import { storefront } from './storefront.ts';

let installation: Installation;
beforeAll(async () => {
  installation = await install();
});
afterAll(() => installation.close());

const AT_ONCE = { trafficSplit: 'all-at-once', monitoring: { duration: 60 } } as const;
const shopNamed = (name: string, registration = {}) => storefront(installation, { name, registration });

async function promoted(service: Service, version: string): Promise<Deployment> {
  const deployment = await deploy(service, version, AT_ONCE);
  await expectEnded(deployment, 'PROMOTED');
  return deployment;
}

describe('a version that is never healthy', () => {
  it('gets no vouching from the healthy spare whose side it takes over', async () => {
    const shop = await shopNamed('vouched');
    await promoted(shop, 'v2');
    const deployment = await deploy(shop, 'never-healthy', { ...AT_ONCE, healthCheckTimeout: 120 });
    await expectEnded(deployment, 'ROLLED_BACK', 'HEALTH_NOT_PROVED');
  });
});

describe('a rollback of a finished deployment', () => {
  it('passes a stopped line, which holds every deployment', async () => {
    const { developer, as } = installation;
    const shop = await shopNamed('stopped');
    const { id } = await promoted(shop, 'v2');
    const stop = (stopped: boolean) =>
      as('operator').set_freeze({
        environment: ENVIRONMENT,
        service: shop.name,
        freeze: { kind: 'stop-the-line', stopped, reason: 'v2 breaks carts' },
      });
    await stop(true);
    await expect(deploy(shop, 'v3', AT_ONCE)).rejects.toThrow(/v2 breaks carts/);
    const back = await developer.rollback_deployment({ deploymentId: id });
    await expectEnded(deploymentOf(shop, back.deployment.deploymentId), 'PROMOTED');
    await stop(false);
  });
});

describe('a gate step that cannot do its work', () => {
  it('restores, with nothing changed and the lease free', async () => {
    const { faults } = installation.account;
    const shop = await shopNamed('gateless');
    const remove = faults.add({
      match: { client: 'SchedulerClient', command: 'UpdateSchedule' },
      effect: 'error-before',
      error: { name: 'ValidationException' },
    });
    const deployment = await deploy(shop, 'v2', AT_ONCE);
    await expectEnded(deployment, 'ROLLED_BACK', 'STEP_FAILED');
    const { state } = await deployment.read();
    expect(state).toMatchObject({ reason: { words: expect.stringContaining('ValidationException') } });
    remove();
  });
});

describe('alarms', () => {
  it('end the run when a composite one starts to fire', async () => {
    const { account, clock } = installation;
    const cloudWatch = account.dispatcher.clientsFor({ arn: 'arn:aws:iam::000000000000:role/tester' })(
      CloudWatchClient,
    );
    await cloudWatch.send(
      new PutMetricAlarmCommand({
        AlarmName: 'carts',
        Namespace: 'Shop',
        MetricName: 'EmptyCarts',
        Statistic: 'Sum',
        Period: 60,
        TreatMissingData: 'ignore',
        EvaluationPeriods: 1,
        Threshold: 1,
        ComparisonOperator: 'GreaterThanThreshold',
      }),
    );
    await cloudWatch.send(new PutCompositeAlarmCommand({ AlarmName: 'shop', AlarmRule: 'ALARM("carts")' }));
    const shop = await shopNamed('alarmed', { alarms: ['shop'] });
    const deployment = await deploy(shop, 'v2');
    await deployment.reach('BAKING');
    await cloudWatch.send(
      new SetAlarmStateCommand({ AlarmName: 'carts', StateValue: 'ALARM', StateReason: 'test' }),
    );
    await clock.advanceBy(30_000);
    await expectEnded(deployment, 'ROLLED_BACK', 'JUDGED_WORSE');
    const { state } = await deployment.read();
    expect(state).toMatchObject({ reason: { words: expect.stringContaining('shop') } });
  });
});

describe('a call of somebody else that was refused', () => {
  it('changes nothing, so the run goes on', async () => {
    const { account } = installation;
    const shop = await shopNamed('refused-call');
    const deployment = await deploy(shop, 'v2');
    await deployment.reach('BAKING');
    account.eventBridge.publish({
      source: 'aws.elasticloadbalancing',
      detailType: 'AWS API Call via CloudTrail',
      detail: {
        eventSource: 'elasticloadbalancing.amazonaws.com',
        eventName: 'ModifyListener',
        errorCode: 'AccessDenied',
        eventTime: new Date(account.scope.clock.now()).toISOString(),
        userIdentity: { arn: 'arn:aws:sts::000000000000:assumed-role/colleague/eve' },
        requestParameters: { listenerArn: shop.pair.listenerArn },
      },
    });
    await expectEnded(deployment, 'PROMOTED');
  });
});
