import type { Action, Listener, Rule, RuleCondition } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { RouteFacts } from '../../../core/services/facts.ts';

/** A listener's default action as one way in. */
export function defaultRoute(listener: Listener): RouteFacts {
  const arn = listener.ListenerArn ?? '';
  return {
    kind: 'listener',
    arn,
    priority: 0,
    headers: {},
    hosts: [],
    paths: [],
    ...entryOf(listener),
    ...forwardingOf(listener.DefaultActions ?? []),
  };
}

/** A rule of a listener as one way in. */
export function ruleRoute(rule: Rule, listener: Listener): RouteFacts {
  const conditions = rule.Conditions ?? [];
  return {
    kind: 'rule',
    arn: rule.RuleArn ?? '',
    priority: Number(rule.Priority),
    headers: headersOf(conditions),
    hosts: conditions.flatMap(({ HostHeaderConfig }) => HostHeaderConfig?.Values ?? []),
    paths: conditions.flatMap(({ PathPatternConfig }) => PathPatternConfig?.Values ?? []),
    ...entryOf(listener),
    ...forwardingOf(rule.Actions ?? []),
  };
}

function entryOf({ ListenerArn = '', Protocol = 'HTTP', Port = 80 }: Listener) {
  return { listener: ListenerArn, protocol: Protocol.toLowerCase(), port: Port, tags: {} };
}

function forwardingOf(actions: readonly Action[]) {
  const forwards = actions.filter(({ Type }) => Type === 'forward');
  return {
    forwards: forwards.length,
    groups: forwards.flatMap(groupsOf),
    sticky: forwards.some(
      ({ ForwardConfig }) => ForwardConfig?.TargetGroupStickinessConfig?.Enabled === true,
    ),
    actions: actions.map((action) => ({ ...action })),
  };
}

/** The short form of a forward action names one group without a weight. */
function groupsOf({ TargetGroupArn, ForwardConfig }: Action): RouteFacts['groups'] {
  const listed = ForwardConfig?.TargetGroups ?? [];
  const tuples = listed.length > 0 ? listed : [{ TargetGroupArn, Weight: 1 }];
  return tuples.flatMap(({ TargetGroupArn: arn, Weight = 1 }) =>
    arn === undefined ? [] : [{ targetGroup: arn, weight: Weight }],
  );
}

/** Headers with a value that fits; patterns stand for many values, so only plain ones are taken. */
function headersOf(conditions: readonly RuleCondition[]): Record<string, string> {
  const plain = conditions.flatMap(({ HttpHeaderConfig: header }): [string, string][] => {
    const value = header?.Values?.find((candidate) => !/[*?]/.test(candidate));
    return header?.HttpHeaderName && value !== undefined ? [[header.HttpHeaderName, value]] : [];
  });
  return Object.fromEntries(plain);
}
