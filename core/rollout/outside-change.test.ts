import { describe, expect, it } from 'vitest';
import { isOurs, touches } from './outside-change.ts';
import { ALIAS, PAIR } from './record.fixture.ts';

const PREFIX = 'operate-run-';
const session = (role: string, name = 'x') => `arn:aws:sts::000000000000:assumed-role/${role}/${name}`;

describe('isOurs', () => {
  it.each([
    [session('operate-run-drive-ecs-pair'), true],
    [session('AWSServiceRoleForApplicationAutoScaling_ECSService', 'AutoScaling'), true],
    [session('admin'), false],
    [session('admin', 'operate-run-drive-ecs-pair'), false],
    [session('not-operate-run-x'), false],
    ['arn:aws:iam::000000000000:user/operate-run-ada', false],
    ['arn:aws:iam::000000000000:user/AWSServiceRole', false],
  ])('%s: %s', (principal, ours) => {
    expect(isOurs(principal, PREFIX)).toBe(ours);
  });
});

describe('touches, an ECS pair', () => {
  const { arn } = PAIR.production;
  const serviceArn = 'arn:aws:ecs:eu-west-1:000000000000:service/shop/shop-blue';
  const clusterArn = 'arn:aws:ecs:eu-west-1:000000000000:cluster/shop';
  it.each<[string, Record<string, unknown>, boolean]>([
    ['ModifyListener', { listenerArn: arn, defaultActions: [] }, true],
    ['ModifyListener', { listenerArn: arn, certificates: [] }, false],
    ['ModifyListener', { listenerArn: `${arn}2`, defaultActions: [] }, false],
    ['ModifyRule', { ruleArn: arn, actions: [] }, true],
    ['ModifyRule', { ruleArn: arn, conditions: [] }, false],
    ['ModifyRule', { ruleArn: `${arn}2`, actions: [] }, false],
    ['ModifyRule', { listenerArn: arn, actions: [] }, false],
    ['DeleteListener', { listenerArn: arn, defaultActions: [] }, false],
    ['UpdateService', { cluster: 'shop', service: 'shop-blue' }, true],
    ['UpdateService', { cluster: 'shop', service: 'shop-green' }, true],
    ['UpdateService', { cluster: clusterArn, service: serviceArn }, true],
    ['UpdateService', { cluster: 'shop', service: 'shop-red' }, false],
    ['UpdateService', { cluster: 'staging', service: 'shop-blue' }, false],
    ['UpdateService', { service: 'shop-blue' }, false],
    ['UpdateService', { cluster: 'shop' }, false],
    ['UpdateAlias', { functionName: 'shop', name: 'blue', routingConfig: {} }, false],
  ])('%s %o: %s', (event, parameters, wanted) => {
    expect(touches(PAIR, event, parameters)).toBe(wanted);
  });

  it('knows a cluster by its ARN, and the one that is meant when none is named', () => {
    const parameters = { cluster: 'shop', service: 'shop-blue' };
    expect(touches({ ...PAIR, cluster: clusterArn }, 'UpdateService', parameters)).toBe(true);
    expect(touches({ ...PAIR, cluster: 'default' }, 'UpdateService', { service: 'shop-blue' })).toBe(true);
  });
});

describe('touches, an alias', () => {
  const functionArn = 'arn:aws:lambda:eu-west-1:000000000000:function:prices';
  it.each<[string, Record<string, unknown>, boolean]>([
    ['UpdateAlias20150331', { functionName: 'prices', name: 'live', routingConfig: {} }, true],
    ['UpdateAlias20150331', { functionName: functionArn, name: 'live', functionVersion: '2' }, true],
    ['UpdateAlias', { functionName: 'prices', name: 'live', functionVersion: '2' }, true],
    ['UpdateAlias20150331', { functionName: 'prices', name: 'live', description: 'x' }, false],
    ['UpdateAlias20150331', { functionName: 'prices', name: 'test', functionVersion: '2' }, false],
    ['UpdateAlias20150331', { functionName: 'costs', name: 'live', functionVersion: '2' }, false],
    ['UpdateAlias20150331', { name: 'live', functionVersion: '2' }, false],
    ['DeleteAlias20150331', { functionName: 'prices', name: 'live', functionVersion: '2' }, false],
    ['ModifyListener', { listenerArn: 'prices', defaultActions: [] }, false],
  ])('%s %o: %s', (event, parameters, wanted) => {
    expect(touches(ALIAS, event, parameters)).toBe(wanted);
  });
});
