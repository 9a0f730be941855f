import { fargateOnArm } from '../../../core/costs/rules/fargate-on-arm.ts';
import { idleLoadBalancer } from '../../../core/costs/rules/idle-load-balancer.ts';
import { oversizedFargateService } from '../../../core/costs/rules/oversized-fargate-service.ts';
import { ecsServices } from '../../inventory/ecs/services.ts';
import { loadBalancers } from '../../inventory/elbv2/load-balancers.ts';
import type { Ground } from '../find-waste.ts';

/** ECS, and the balancers before it. */
export const containersGround: Ground = {
  name: 'containers',
  listers: [loadBalancers, ecsServices],
  rules: [fargateOnArm, idleLoadBalancer, oversizedFargateService],
};
