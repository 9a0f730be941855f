import { partOf } from '../properties.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  name: 'ecs-service-has-no-public-address',
  title: 'Tasks have no public addresses.',
  type: 'AWS::ECS::Service',
  severity: 'medium',
  exposure: 'public',
  controls: { soc2: ['CC6.6'], 'pci-dss-4.0': ['1.4.4'] },
  shows: ['serviceName', 'networkConfiguration'],
  remediation: {
    advice: 'Put the tasks into private subnets, with endpoints or a NAT gateway for what they call.',
    sideEffects: 'Tasks need another way out, or cannot pull their images.',
    inverse: 'Update the service with assignPublicIp ENABLED.',
  },
  check({ properties }) {
    const { assignPublicIp } = partOf(partOf(properties['networkConfiguration'])['awsvpcConfiguration']);
    return assignPublicIp === 'ENABLED'
      ? 'Its tasks can be reached from the internet past the load balancer.'
      : undefined;
  },
});
