import { numberOf, partOf, partsOf } from '../properties.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  name: 'alb-redirects-plain-http',
  title: 'Listeners for plain HTTP redirect to HTTPS.',
  type: 'AWS::ElasticLoadBalancingV2::Listener',
  severity: 'medium',
  exposure: 'public',
  controls: { soc2: ['CC6.7'], 'pci-dss-4.0': ['4.2.1'] },
  shows: ['ListenerArn', 'Port', 'Protocol', 'DefaultActions'],
  remediation: {
    advice: 'Replace the default action by a redirect to HTTPS.',
    sideEffects: 'Clients that follow no redirects fail.',
    inverse: 'Put the earlier default actions back, whole.',
  },
  appliesTo({ properties }) {
    return properties['Protocol'] === 'HTTP';
  },
  check({ properties }) {
    const redirects = partsOf(properties['DefaultActions']).some(
      ({ RedirectConfig }) => partOf(RedirectConfig)['Protocol'] === 'HTTPS',
    );
    return redirects ? undefined : `Port ${numberOf(properties['Port']) ?? '?'} serves without TLS.`;
  },
});
