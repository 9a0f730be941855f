import { SandboxNotImplemented } from '../hook/not-implemented.ts';
import type { ResourceType } from './resource-type.ts';
import { listener, listenerRule, targetGroup } from './resources/balancing.ts';
import { scalableTarget, scalingPolicy, service, taskDefinition } from './resources/containers.ts';
import { customResource } from './resources/custom.ts';
import { alias, lambdaFunction, logGroup, role, version } from './resources/functions.ts';

const TYPES: Readonly<Record<string, ResourceType>> = {
  'AWS::ApplicationAutoScaling::ScalableTarget': scalableTarget,
  'AWS::ApplicationAutoScaling::ScalingPolicy': scalingPolicy,
  'AWS::ECS::Service': service,
  'AWS::ECS::TaskDefinition': taskDefinition,
  'AWS::ElasticLoadBalancingV2::Listener': listener,
  'AWS::ElasticLoadBalancingV2::ListenerRule': listenerRule,
  'AWS::ElasticLoadBalancingV2::TargetGroup': targetGroup,
  'AWS::IAM::Role': role,
  'AWS::Lambda::Alias': alias,
  'AWS::Lambda::Function': lambdaFunction,
  'AWS::Lambda::Version': version,
  'AWS::Logs::LogGroup': logGroup,
};

/** @throws SandboxNotImplemented for a type that is not played */
export function resourceType(name: string): ResourceType {
  if (name.startsWith('Custom::')) return customResource;
  const type = TYPES[name];
  if (!type)
    throw new SandboxNotImplemented(`resources of type ${name}`, 'sandbox/cloudformation/resource-types.ts');
  return type;
}
