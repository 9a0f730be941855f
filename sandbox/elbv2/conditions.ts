import type { RuleCondition } from '@aws-sdk/client-elastic-load-balancing-v2';
import { SandboxNotImplemented } from '../hook/not-implemented.ts';
import type { RuleCondition as RoutingCondition } from '../load-balancer/action.ts';

const FILE = 'sandbox/elbv2/conditions.ts';

/** A rule's condition as the balancer plays it. */
export function routingCondition(condition: RuleCondition): RoutingCondition {
  switch (condition.Field) {
    case 'path-pattern':
      return { field: 'path-pattern', values: condition.PathPatternConfig?.Values ?? condition.Values ?? [] };
    case 'host-header':
      return { field: 'host-header', values: condition.HostHeaderConfig?.Values ?? condition.Values ?? [] };
    case 'http-header': {
      const { HttpHeaderName: name = '', Values: values = [] } = condition.HttpHeaderConfig ?? {};
      return { field: 'http-header', name, values };
    }
    default:
      throw new SandboxNotImplemented(`rule conditions on ${condition.Field}`, FILE);
  }
}

/** A condition as ELBv2 shows it: the short form of values and the long one, each derived from the other. */
export function describedCondition(condition: RuleCondition): RuleCondition {
  const played = routingCondition(condition);
  const Values = [...played.values];
  if (played.field === 'http-header') {
    return { Field: played.field, HttpHeaderConfig: { HttpHeaderName: played.name, Values } };
  }
  const config = played.field === 'path-pattern' ? 'PathPatternConfig' : 'HostHeaderConfig';
  return { Field: played.field, Values, [config]: { Values } };
}
