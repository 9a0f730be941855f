import {
  DescribeListenersCommand,
  DescribeLoadBalancersCommand,
  ElasticLoadBalancingV2Client,
  type Listener,
  type LoadBalancer,
  paginateDescribeListeners,
  paginateDescribeRules,
  type Rule,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { LoadBalancerFacts, RouteFacts } from '../../../core/services/facts.ts';
import type { Context } from '../../context.ts';
import { unlessMissing } from './missing.ts';
import { defaultRoute, ruleRoute } from './route.ts';

/** The load balancer that a listener or rule belongs to, with every way in; undefined when there is none. */
export async function readBalancer(
  context: Context,
  production: string,
): Promise<LoadBalancerFacts | undefined> {
  const elb = context.clients(ElasticLoadBalancingV2Client);
  const ListenerArns = [listenerOf(production)];
  const described = await unlessMissing(
    elb.send(new DescribeListenersCommand({ ListenerArns })),
    ['ListenerNotFoundException'],
    undefined,
  );
  const arn = described?.Listeners?.[0]?.LoadBalancerArn;
  if (arn === undefined) return undefined;
  const { LoadBalancers = [] } = await elb.send(
    new DescribeLoadBalancersCommand({ LoadBalancerArns: [arn] }),
  );
  const routes = await readRoutes(context, arn);
  const known = routes.some((route) => route.arn === production);
  return known ? factsOf(LoadBalancers[0], arn, routes) : undefined;
}

/** `...:listener-rule/app/name/balancer/listener/rule` belongs to `...:listener/app/name/balancer/listener`. */
function listenerOf(route: string): string {
  if (!route.includes(':listener-rule/')) return route;
  return route.replace(':listener-rule/', ':listener/').replace(/\/[^/]+$/, '');
}

function factsOf(described: LoadBalancer | undefined, arn: string, routes: RouteFacts[]): LoadBalancerFacts {
  return { arn, type: described?.Type ?? 'unknown', dnsName: described?.DNSName ?? '', routes };
}

async function readRoutes(context: Context, LoadBalancerArn: string): Promise<RouteFacts[]> {
  const client = context.clients(ElasticLoadBalancingV2Client);
  const listeners: Listener[] = [];
  for await (const page of paginateDescribeListeners({ client }, { LoadBalancerArn }))
    listeners.push(...(page.Listeners ?? []));
  const routes: RouteFacts[] = [];
  for (const listener of listeners) {
    const rules: Rule[] = [];
    for await (const page of paginateDescribeRules({ client }, { ListenerArn: listener.ListenerArn }))
      rules.push(...(page.Rules ?? []));
    routes.push(
      defaultRoute(listener),
      ...rules.filter(({ IsDefault }) => !IsDefault).map((rule) => ruleRoute(rule, listener)),
    );
  }
  return routes;
}
