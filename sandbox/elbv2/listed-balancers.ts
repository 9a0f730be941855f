import type {
  DescribeListenersCommandInput,
  DescribeLoadBalancerAttributesCommandInput,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { besides, runningCommand } from '../estate/besides.ts';
import { type Described, reading } from '../estate/described.ts';
import type { SandboxService } from '../service.ts';

const BALANCER = 'AWS::ElasticLoadBalancingV2::LoadBalancer';
const CLIENT = 'ElasticLoadBalancingV2Client';

/** Attributes and listeners of the estate's balancers; a listener of it names its balancer. */
export function listedBalancers({ estate }: Described, running: readonly SandboxService[]): SandboxService {
  const find = (arn = '') =>
    estate.list(BALANCER).find(({ properties }) => properties['LoadBalancerArn'] === arn);
  return {
    client: CLIENT,
    commands: {
      DescribeLoadBalancerAttributes: reading<DescribeLoadBalancerAttributesCommandInput>(
        'elasticloadbalancing:DescribeLoadBalancerAttributes',
        ({ LoadBalancerArn }) => {
          const attributes = estate.get('LoadBalancerAttributes', LoadBalancerArn ?? '')?.properties ?? {};
          return { Attributes: Object.entries(attributes).map(([Key, Value]) => ({ Key, Value })) };
        },
      ),
      DescribeListeners: besides<DescribeListenersCommandInput>(
        runningCommand(running, CLIENT, 'DescribeListeners'),
        ({ LoadBalancerArn }) => find(LoadBalancerArn) !== undefined,
        ({ LoadBalancerArn }) => ({
          Listeners: estate
            .list('AWS::ElasticLoadBalancingV2::Listener')
            .map(({ properties }) => properties)
            .filter((listener) => listener['LoadBalancerArn'] === LoadBalancerArn),
        }),
      ),
    },
  };
}
