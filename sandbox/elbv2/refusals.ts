import {
  ElasticLoadBalancingV2ServiceException,
  ListenerNotFoundException,
  LoadBalancerNotFoundException,
  OperationNotPermittedException,
  RuleNotFoundException,
  TargetGroupAssociationLimitException,
  TargetGroupNotFoundException,
} from '@aws-sdk/client-elastic-load-balancing-v2';

const $metadata = {};

/** AWS's answer to a parameter that it does not take; it has no class of its own in the SDK. */
export function validationError(message: string): ElasticLoadBalancingV2ServiceException {
  return new ElasticLoadBalancingV2ServiceException({
    name: 'ValidationError',
    $fault: 'client',
    message,
    $metadata,
  });
}

export function loadBalancerNotFound(asked: string): LoadBalancerNotFoundException {
  return new LoadBalancerNotFoundException({ message: `Load balancers '[${asked}]' not found`, $metadata });
}

export function listenerNotFound(): ListenerNotFoundException {
  return new ListenerNotFoundException({ message: 'One or more listeners not found', $metadata });
}

export function ruleNotFound(): RuleNotFoundException {
  return new RuleNotFoundException({ message: 'One or more rules not found', $metadata });
}

export function targetGroupNotFound(): TargetGroupNotFoundException {
  return new TargetGroupNotFoundException({ message: 'One or more target groups not found', $metadata });
}

export function defaultRuleFixed(ruleArn: string): OperationNotPermittedException {
  return new OperationNotPermittedException({
    message: `Default rule '${ruleArn}' cannot be modified`,
    $metadata,
  });
}

export function otherLoadBalancer(groupArn: string): TargetGroupAssociationLimitException {
  return new TargetGroupAssociationLimitException({
    message: `The following target groups cannot be associated with more than one load balancer: ${groupArn}`,
    $metadata,
  });
}
