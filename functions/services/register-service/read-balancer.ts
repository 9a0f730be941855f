import {
  DescribeListenersCommand,
  DescribeLoadBalancersCommand,
  ElasticLoadBalancingV2Client,
  type Listener,
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
  const [balancer] = LoadBalancers;
  // Only listeners of this type have rules that could be read.
  const routes = balancer?.Type === 'application' ? await readRoutes(context, arn) : [];
  if (balancer?.Type === 'application' && !routes.some((route) => route.arn === production)) return undefined;
  const {
    Type: type = 'unknown',
    Scheme: scheme = 'internet-facing',
    DNSName: dnsName = '',
  } = balancer ?? {};
  return { arn, type, scheme, dnsName, routes };
}

/** `...:listener-rule/app/name/balancer/listener/rule` belongs to `...:listener/app/name/balancer/listener`. */
function listenerOf(route: string): string {
  if (!route.includes(':listener-rule/')) return route;
  return route.replace(':listener-rule/', ':listener/').replace(/\/[^/]+$/, '');
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
