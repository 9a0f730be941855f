import { textOf } from '../properties.ts';
import { defineRule } from '../rule.ts';

const CURRENT = /^ELBSecurityPolicy-(TLS13-1-[23]-|TLS-1-2-|FS-1-2-)/;

export const rule = defineRule({
  name: 'alb-tls-policy-is-current',
  title: 'Listeners speak TLS 1.2 and newer only.',
  type: 'AWS::ElasticLoadBalancingV2::Listener',
  severity: 'medium',
  exposure: 'public',
  controls: { soc2: ['CC6.7'], 'pci-dss-4.0': ['4.2.1', '2.2.7'] },
  shows: ['ListenerArn', 'Port', 'SslPolicy'],
  remediation: {
    advice: 'Choose a policy of TLS 1.2 and 1.3.',
    sideEffects: 'Clients of before 2014 cannot connect.',
    inverse: 'Put the earlier policy back.',
  },
  appliesTo({ properties }) {
    return textOf(properties['SslPolicy']) !== '';
  },
  check({ properties }) {
    const policy = textOf(properties['SslPolicy']);
    return CURRENT.test(policy) ? undefined : `Its policy ${policy} speaks TLS 1.0 or 1.1.`;
  },
});
