import {
  type Action,
  ListenerNotFoundException,
  OperationNotPermittedException,
  TargetGroupAssociationLimitException,
  TargetGroupNotFoundException,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../clock/virtual-clock.ts';
import { recordingScope } from '../data-plane/recording-scope.ts';
import { UsersSide } from '../data-plane/users-side.ts';
import { provisionStorefront, type StorefrontOptions } from '../samples/storefront.ts';

const OIDC = {
  Issuer: 'https://id.example.com',
  AuthorizationEndpoint: 'https://id.example.com/a',
  TokenEndpoint: 'https://id.example.com/t',
  UserInfoEndpoint: 'https://id.example.com/u',
  ClientId: 'shop',
};

async function storefront(options: StorefrontOptions = {}, maxPropagationSeconds = 0) {
  const clock = new VirtualClock();
  const scope = recordingScope(clock, 3);
  const users = new UsersSide(scope, { plane: 'model', maxPropagationSeconds });
  const store = await provisionStorefront(users, options);
  const { commands } = users.elbv2;
  const weights = (blue: number, green: number): Action => ({
    Type: 'forward',
    ForwardConfig: {
      TargetGroups: [
        { TargetGroupArn: store.sides.blue.targetGroupArn, Weight: blue },
        { TargetGroupArn: store.sides.green.targetGroupArn, Weight: green },
      ],
    },
  });
  const modify = (...DefaultActions: Action[]) =>
    commands.ModifyListener.run({ ListenerArn: store.listenerArn, DefaultActions });
  const actions = () =>
    commands.DescribeListeners.run({ ListenerArns: [store.listenerArn] }).Listeners?.[0]?.DefaultActions;
  return { clock, scope, users, store, commands, weights, modify, actions };
}

describe('ModifyListener', () => {
  it('replaces the whole list of actions', async () => {
    const { users, weights, modify, actions } = await storefront();
    modify(
      { Type: 'authenticate-oidc', AuthenticateOidcConfig: { ...OIDC, ClientSecret: 'hidden' } },
      weights(90, 10),
    );
    const shown = actions() ?? [];
    expect(shown.map(({ Type, Order }) => [Type, Order])).toEqual([
      ['authenticate-oidc', 1],
      ['forward', 2],
    ]);
    expect(JSON.stringify(shown)).not.toContain('hidden');
    const [oidc] = shown;
    const kept = { ...oidc?.AuthenticateOidcConfig, ...OIDC, UseExistingClientSecret: true };
    modify({ Type: 'authenticate-oidc', AuthenticateOidcConfig: kept }, weights(0, 100));
    expect(actions()).toHaveLength(2);
    modify(weights(100, 0));
    expect(actions()).toHaveLength(1);
    await users.close();
  });

  it('takes back exactly what it shows', async () => {
    const { users, modify, actions, store } = await storefront();
    modify({ Type: 'forward', TargetGroupArn: store.sides.blue.targetGroupArn });
    const shown = actions() ?? [];
    expect(shown[0]?.ForwardConfig?.TargetGroups).toMatchObject([{ Weight: 1 }]);
    modify(...shown);
    expect(actions()).toEqual(shown);
    await users.close();
  });

  it('refuses what ELBv2 refuses', async () => {
    const { users, weights, modify, commands, store } = await storefront();
    const other = await provisionStorefront(users, { name: 'other' });
    expect(() => modify(weights(1_000, 0))).toThrow(
      "Weight '1000' must be a value between 0 and 999 inclusive",
    );
    expect(() => modify()).toThrow('The last action must be');
    expect(() => modify({ Type: 'authenticate-oidc', AuthenticateOidcConfig: OIDC }, weights(1, 1))).toThrow(
      'A client secret must be specified',
    );
    expect(() => modify({ Type: 'forward', TargetGroupArn: 'arn:nobody' })).toThrow(
      TargetGroupNotFoundException,
    );
    const foreign = { Type: 'forward' as const, TargetGroupArn: other.sides.blue.targetGroupArn };
    expect(() => modify(foreign)).toThrow(TargetGroupAssociationLimitException);
    expect(() => commands.ModifyListener.run({ ListenerArn: 'arn:nobody', DefaultActions: [] })).toThrow(
      ListenerNotFoundException,
    );
    expect(() => commands.ModifyListener.run({ ListenerArn: store.listenerArn, Port: 81 })).toThrow(
      'The sandbox does not implement ModifyListener with Port',
    );
    await users.close();
  });

  it('shows new weights at once and plays them up to ten seconds later', async () => {
    const { clock, users, weights, modify, store, actions } = await storefront({}, 10);
    users.ecs.updateService(store.cluster, store.sides.green.serviceName, { desiredCount: 2 });
    await clock.advanceBy(60_000);
    const traffic = users.call(store.listenerArn, { requestsPerSecond: 100 });
    const from = clock.now();
    modify(weights(0, 100));
    const blueArn = store.sides.blue.targetGroupArn;
    const greenArn = store.sides.green.targetGroupArn;
    expect(actions()?.[0]?.ForwardConfig?.TargetGroups?.map(({ Weight }) => Weight)).toEqual([0, 100]);
    await clock.advanceBy(60_000);
    const blue = users.elbv2.group(blueArn).requests;
    expect(blue).toBeGreaterThan(0);
    expect(blue).toBeLessThanOrEqual(1_100);
    await clock.advanceBy(10_000);
    expect(users.elbv2.group(blueArn).requests).toBe(blue);
    expect(users.elbv2.group(greenArn).requests + blue).toBe(traffic.log.window(from, clock.now() + 1).total);
    await users.close();
  });
});

describe('rules', () => {
  it('carry the weights where the production path is a rule, before the default that comes last', async () => {
    const { clock, users, store, commands, weights } = await storefront({ production: 'rule' });
    const { Rules = [] } = commands.DescribeRules.run({ ListenerArn: store.listenerArn });
    expect(Rules.map(({ Priority, IsDefault }) => [Priority, IsDefault])).toEqual([
      ['100', false],
      ['default', true],
    ]);
    commands.ModifyRule.run({ RuleArn: store.ruleArn, Actions: [weights(1, 0)] });
    await clock.advanceBy(60_000);
    const front = users.elbv2.front(store.listenerArn);
    expect(await users.plane.send(front, { path: '/x', headers: {} })).toMatchObject({ status: 200 });
    const change = () => commands.ModifyRule.run({ RuleArn: Rules[1]?.RuleArn, Actions: [weights(1, 1)] });
    expect(change).toThrow(OperationNotPermittedException);
    await users.close();
  });

  it('take probes to a side by header, without a listener of their own', async () => {
    const { clock, users, store } = await storefront({ testPath: 'header-rules' });
    users.ecs.updateService(store.cluster, store.sides.green.serviceName, { desiredCount: 1 });
    await clock.advanceBy(60_000);
    const front = users.elbv2.front(store.listenerArn);
    await users.plane.send(front, { path: '/', headers: { 'x-operate-test': 'green' } });
    expect(users.elbv2.group(store.sides.green.targetGroupArn).requests).toBe(1);
    await users.close();
  });
});

describe('target health', () => {
  it('is unused for a group that no action names', async () => {
    const { clock, users, store, commands } = await storefront();
    await clock.advanceBy(60_000);
    const TargetGroupArn = store.sides.blue.targetGroupArn;
    const states = () =>
      commands.DescribeTargetHealth.run({ TargetGroupArn }).TargetHealthDescriptions?.map(
        ({ TargetHealth }) => TargetHealth?.State,
      );
    expect(states()).toEqual(['healthy', 'healthy']);
    const green = { Type: 'forward' as const, TargetGroupArn: store.sides.green.targetGroupArn };
    commands.ModifyListener.run({ ListenerArn: store.listenerArn, DefaultActions: [green] });
    const { Rules = [] } = commands.DescribeRules.run({ ListenerArn: store.testListenerArn });
    for (const { RuleArn, IsDefault } of Rules) {
      if (!IsDefault) commands.ModifyRule.run({ RuleArn, Actions: [green] });
    }
    expect(states()).toEqual(['unused', 'unused']);
    await users.close();
  });

  it('is counted every five seconds, so that a minute shows its best and its worst', async () => {
    const { clock, users, scope, store } = await storefront();
    await clock.advanceBy(5 * 60_000);
    const TargetGroup = store.sides.blue.targetGroupArn.split(':').at(-1);
    const counts = scope.observations
      .filter(
        ({ metric, dimensions }) => metric === 'HealthyHostCount' && dimensions.TargetGroup === TargetGroup,
      )
      .map(({ value }) => value);
    // The first heartbeats come before the tasks are healthy.
    expect(counts.length).toBeGreaterThan(50);
    expect(counts.length).toBeLessThanOrEqual(60);
    expect(new Set(counts)).toEqual(new Set([2]));
    await users.close();
  });
});
