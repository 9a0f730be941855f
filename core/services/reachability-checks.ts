import type { EcsPairFacts, RouteFacts } from './facts.ts';
import { type Finding, missing, ok } from './finding.ts';
import { production, testRules } from './pair.ts';
import { plainHost } from './target.ts';

/** What it takes for our probes to be answered, production's and the test rules'. */
export function reachabilityChecks(facts: EcsPairFacts): Finding[] {
  return [scheme(facts), probeHost(facts)];
}

/** The drivers run outside the user's VPC. */
function scheme({ loadBalancer }: EcsPairFacts): Finding {
  const check = 'balancer-scheme';
  if (loadBalancer?.scheme !== 'internal') return ok(check, 'The balancer is not an internal one.');
  const words = 'The balancer is internal: no probe could reach it from outside its VPC to prove health.';
  return missing(check, words, 'Put an internet-facing Application Load Balancer in front of the service.');
}

/** No public certificate is for a balancer's own name, so over TLS a probe needs a host of the user's. */
function probeHost(facts: EcsPairFacts): Finding {
  const check = 'probe-host';
  const routes = [production(facts) ?? []].flat();
  // Rules that are yet to be made stand beside production.
  const tests = testRules(facts).length > 0 ? testRules(facts) : routes;
  const faults = [
    ...(routes.some((route) => lacksHost(route, facts.urls.production)) ? ['target.url'] : []),
    ...(tests.some((rule) => lacksHost(rule, facts.urls.test)) ? ['target.testUrl'] : []),
  ];
  if (faults.length === 0) return ok(check, "Probes need no certificate for the balancer's own name.");
  const fields = faults.join(' and ');
  const words = `${fields} is needed: HTTPS without a plain host condition leaves only ${facts.loadBalancer?.dnsName}, for which no certificate is valid.`;
  return missing(check, words, `Pass ${fields} with the host that the certificate is for.`);
}

function lacksHost(route: RouteFacts, named: string | undefined): boolean {
  return route.protocol === 'https' && named === undefined && plainHost(route) === undefined;
}
