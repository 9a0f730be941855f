import {
  type Action,
  ElasticLoadBalancingV2Client,
  ModifyListenerCommand,
  ModifyRuleCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import {
  provisionStorefront,
  SIDES,
  type Side,
  type Storefront,
  type StorefrontOptions,
} from '../../sandbox/samples/storefront.ts';
import type { Installation } from './installation.ts';
import { ENVIRONMENT, type Registration, type Service } from './service.ts';

/** The sample ECS pair, registered. */
export interface StorefrontService extends Service {
  readonly pair: Storefront;
  /** Running tasks of a side. */
  tasks(side: Side): number;
}

export interface StorefrontSetting extends StorefrontOptions {
  readonly name: string;
  /** Requests of users; 20 a second when missing. */
  readonly requestsPerSecond?: number;
  readonly registration?: Registration;
}

/** Until the first tasks serve, and then as many minutes as a deployment looks back. */
const START_MS = 60_000;
const WARM_UP_MS = 16 * 60_000;

/** Makes the pair, lets it serve for a while, and registers it. */
export async function storefront(
  installation: Installation,
  { requestsPerSecond = 20, registration = {}, ...options }: StorefrontSetting,
): Promise<StorefrontService> {
  const { account, clock, developer } = installation;
  const { users } = account;
  const pair = await provisionStorefront(users, options);
  await clock.advanceBy(START_MS);
  const traffic = users.call(pair.listenerArn, { requestsPerSecond });
  await clock.advanceBy(WARM_UP_MS);
  await developer.register_service({
    environment: ENVIRONMENT,
    service: options.name,
    target: targetOf(installation, pair),
    versionSource: { type: 'ecr', repository: pair.repository },
    ...registration,
  });
  return {
    installation,
    name: options.name,
    pair,
    traffic,
    versions: { good: 'v2', bad: 'failing' },
    shares: () => sharesOf(installation, pair),
    meddle: (principal, share) => meddle(installation, pair, principal, share),
    tasks: (side) =>
      users.ecs
        .service(pair.cluster, pair.sides[side].serviceName)
        .tasks.filter(({ lastStatus }) => lastStatus === 'RUNNING').length,
  };
}

function targetOf(
  { account }: Installation,
  { cluster, port, listenerArn, ruleArn, testListenerArn }: Storefront,
) {
  const test = testListenerArn === undefined ? port : account.users.elbv2.front(testListenerArn).port;
  return {
    type: 'ecs-pair' as const,
    cluster,
    production: ruleArn ?? listenerArn,
    url: `http://127.0.0.1:${port}`,
    testUrl: `http://127.0.0.1:${test}`,
  };
}

function actionsOf({ account }: Installation, { listenerArn, ruleArn }: Storefront): readonly Action[] {
  const { listeners, rules } = account.users.elbv2.inventory;
  return (
    (ruleArn === undefined ? listeners.get(listenerArn)?.defaultActions : rules.get(ruleArn)?.actions) ?? []
  );
}

function sharesOf(installation: Installation, pair: Storefront): Record<Side, number> {
  const groups = actionsOf(installation, pair).flatMap(
    ({ ForwardConfig }) => ForwardConfig?.TargetGroups ?? [],
  );
  const weight = (side: Side) =>
    groups.find(({ TargetGroupArn }) => TargetGroupArn === pair.sides[side].targetGroupArn)?.Weight ?? 0;
  return { blue: weight('blue'), green: weight('green') };
}

/** Gives green a share of the traffic, as somebody with another tool would. */
async function meddle(
  installation: Installation,
  pair: Storefront,
  arn: string,
  share: number,
): Promise<void> {
  const TargetGroups = SIDES.map((side) => ({
    TargetGroupArn: pair.sides[side].targetGroupArn,
    Weight: side === 'green' ? share : 100 - share,
  }));
  const actions: Action[] = [{ Type: 'forward', ForwardConfig: { TargetGroups } }];
  const elb = installation.account.dispatcher.clientsFor({ arn })(ElasticLoadBalancingV2Client);
  if (pair.ruleArn === undefined)
    await elb.send(new ModifyListenerCommand({ ListenerArn: pair.listenerArn, DefaultActions: actions }));
  else await elb.send(new ModifyRuleCommand({ RuleArn: pair.ruleArn, Actions: actions }));
}
