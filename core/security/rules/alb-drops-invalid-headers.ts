import { partOf } from '../properties.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  name: 'alb-drops-invalid-headers',
  title: 'Load balancers drop malformed headers.',
  type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
  severity: 'medium',
  exposure: 'public',
  controls: { soc2: ['CC6.6'], 'pci-dss-4.0': ['6.4.2'] },
  shows: ['LoadBalancerName', 'Attributes'],
  needs: ['Attributes'],
  remediation: {
    advice: 'Drop invalid header fields.',
    sideEffects: 'Clients with malformed headers lose those headers.',
    inverse: 'Set the attribute to false.',
  },
  appliesTo({ properties }) {
    return properties['Type'] === 'application';
  },
  check({ properties }) {
    return partOf(properties['Attributes'])['routing.http.drop_invalid_header_fields.enabled'] === 'true'
      ? undefined
      : 'Malformed headers reach the services, which may read them otherwise (request smuggling).';
  },
});
