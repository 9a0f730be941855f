import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { CloudFormation } from '../../sandbox/cloudformation/cloudformation.ts';
import type { Traffic } from '../../sandbox/traffic/traffic.ts';
import { deploy } from '../flows/deployment.ts';
import { type Installation, install } from '../flows/installation.ts';
import { expectEnded } from '../flows/invariants.ts';
import { ENVIRONMENT, type Service } from '../flows/service.ts';
import { type NativePair, nativeTemplate } from './native-stack.ts';
import { cloudFormation, surroundings } from './users-stack.ts';

const WARM_UP_MS = 16 * 60_000;

let installation: Installation;
let stacks: CloudFormation;
let traffic: Traffic;
let pair: NativePair;
let service: Service;

beforeAll(async () => {
  installation = await install();
  stacks = cloudFormation(installation);
  const { account, clock, developer } = installation;
  const { listenerArn } = await surroundings(installation, 'shop');
  const image = `${account.users.ecr.repositoryUri('shop')}:v1`;
  pair = { name: 'shop', listenerArn, image, graceSeconds: 30, paths: ['/*'] };
  await stacks.deploy('users', nativeTemplate(pair));
  const production = [...account.users.elbv2.inventory.rules.values()].find(
    ({ priority }) => priority === 10,
  );
  if (!production) throw new Error('There is no production rule.');
  account.scope.tags.set(production.arn, { 'operate:service': 'shop' });
  traffic = account.users.call(listenerArn, { requestsPerSecond: 20 });
  await clock.advanceBy(WARM_UP_MS);
  await developer.register_service({
    environment: ENVIRONMENT,
    service: 'shop',
    target: { type: 'ecs-pair', cluster: 'shop', production: production.arn },
    versionSource: { type: 'ecr', repository: 'shop' },
  });
  const shares = () => {
    const groups = production.actions.flatMap(({ ForwardConfig }) => ForwardConfig?.TargetGroups ?? []);
    const weight = (side: string) =>
      groups.find(({ TargetGroupArn }) => TargetGroupArn?.includes(`/shop-${side}/`))?.Weight ?? 0;
    return { blue: weight('blue'), green: weight('green') };
  };
  const meddle = () => Promise.reject(new Error('Only the stack meddles here.'));
  service = { installation, name: 'shop', traffic, versions: { good: 'v2', bad: 'failing' }, shares, meddle };
}, 60_000);
afterEach(() => expectEverythingOfBlue());
afterAll(() => installation.close());

function expectEverythingOfBlue() {
  expect(service.shares()).toEqual({ blue: 100, green: 0 });
  const { desiredCount, deployments } = installation.account.users.ecs.service('shop', 'shop-blue');
  expect({ desiredCount, revision: deployments[0]?.taskDefinitionArn.split('/').at(-1) }).toEqual({
    desiredCount: 2,
    revision: 'shop:1',
  });
}

describe("a user's stack with CloudFormation's own resources, deployed again in mid-canary", () => {
  it.each<[string, Partial<NativePair>, string]>([
    ['writes the weights of its rule again', { paths: ['/*', '/x'] }, 'ModifyRule'],
    ['writes the counts and revisions of its services again', { graceSeconds: 45 }, 'UpdateService'],
  ])('%s, which ends the run and brings everything back to one version', async (_what, changes, call) => {
    const deployment = await deploy(service, 'v2');
    await deployment.reach('BAKING');
    pair = { ...pair, ...changes };
    await stacks.deploy('users', nativeTemplate(pair));
    const { state } = await deployment.reach('RESTORING', 'ROLLED_BACK');
    expect(state).toMatchObject({
      reason: {
        code: 'EXTERNAL_CHANGE',
        words: expect.stringMatching(new RegExp(`^${call} by .*cdk-deploy`)),
      },
    });
    await expectEnded(deployment, 'ROLLED_BACK', 'EXTERNAL_CHANGE');
  });
});
