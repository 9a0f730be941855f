import type { EcsPairFacts, Facts, RouteFacts } from './facts.ts';
import { containerOf, production, testRule } from './pair.ts';
import type { EcsPairTarget, LambdaAliasTarget, Target } from './service.ts';

/** The target of a service that is ready; undefined while something of it is missing. */
export function targetOf(facts: Facts): Target | undefined {
  if (facts.type === 'ecs-pair') return ecsPairTarget(facts);
  const { functionName, alias, probe = {}, errorMetric } = facts;
  return (
    errorMetric &&
    ({ type: 'lambda-alias', functionName, alias, probe, errorMetric } satisfies LambdaAliasTarget)
  );
}

function ecsPairTarget(facts: EcsPairFacts): EcsPairTarget | undefined {
  const { blue, green } = facts.sides;
  const route = production(facts);
  const rules = { blue: testRule(facts, 'blue'), green: testRule(facts, 'green') };
  const container = containerOf(facts);
  if (!blue.targetGroup || !green.targetGroup || !route || !container) return undefined;
  if (!rules.blue || !rules.green) return undefined;
  return {
    type: 'ecs-pair',
    cluster: facts.cluster,
    container,
    sides: {
      blue: { service: blue.service, targetGroup: blue.targetGroup.arn },
      green: { service: green.service, targetGroup: green.targetGroup.arn },
    },
    production: { kind: route.kind, arn: route.arn },
    test: {
      url: urlOf(facts, rules.blue, facts.urls.test),
      rules: { blue: rules.blue.arn, green: rules.green.arn },
      headers: { blue: rules.blue.headers, green: rules.green.headers },
    },
    productionUrl: urlOf(facts, route, facts.urls.production),
  };
}

/** The first host of a route's conditions that is one host and no pattern of many. */
export function plainHost({ hosts }: RouteFacts): string | undefined {
  return hosts.find((pattern) => !/[*?]/.test(pattern));
}

const DEFAULT_PORTS: Readonly<Record<string, number>> = { http: 80, https: 443 };

/** A URL that a route answers: the named base, else the balancer's own name, with the route's host and path. */
function urlOf({ loadBalancer }: EcsPairFacts, route: RouteFacts, base?: string): string {
  const { protocol, port, paths } = route;
  const host = plainHost(route) ?? loadBalancer?.dnsName ?? '';
  const origin = base ?? `${protocol}://${host}${DEFAULT_PORTS[protocol] === port ? '' : `:${port}`}`;
  const path = (paths[0] ?? '/').replace(/[*?].*$/, '');
  return `${origin.replace(/\/$/, '')}${path.startsWith('/') ? path : `/${path}`}`;
}
