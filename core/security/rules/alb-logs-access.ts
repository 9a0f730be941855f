import { partOf } from '../properties.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  name: 'alb-logs-access',
  title: 'Load balancers log who calls.',
  type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
  severity: 'low',
  exposure: 'private',
  controls: { soc2: ['CC7.2'], 'pci-dss-4.0': ['10.2.1'] },
  shows: ['LoadBalancerName', 'Attributes'],
  needs: ['Attributes'],
  remediation: {
    advice: 'Log to a bucket.',
    sideEffects: 'Logs are billed as storage.',
    inverse: 'Set the attribute to false.',
  },
  check({ properties }) {
    return partOf(properties['Attributes'])['access_logs.s3.enabled'] === 'true'
      ? undefined
      : 'Nobody can tell later who called.';
  },
});
