import type { ActionFacts, EcsPairFacts, RouteFacts, TargetGroupFacts } from './facts.ts';
import { quoted } from './finding.ts';
import { liveSide, presentSide, production, SIDES } from './pair.ts';
import type { Side } from './service.ts';

/** The header by which requests reach the idle side where the user has chosen no other. */
export const TEST_HEADER = { name: 'x-operate-test', value: 'idle' } as const;

/** Makes the missing target group like the present one and keeps its ARN in a shell variable. */
export function createTargetGroupCommand(facts: EcsPairFacts, side: Side, like: TargetGroupFacts): string {
  const name = facts.sides[side].service.slice(0, 32);
  return `NEW_TARGET_GROUP=$(${[
    `aws elbv2 create-target-group --name ${quoted(name)} --protocol ${like.protocol} --port ${like.port}`,
    `--vpc-id ${like.vpc} --target-type ${like.targetType} --health-check-path ${quoted(like.healthCheckPath)}`,
    `--tags Key=operate:service,Value=${facts.name}`,
    "--query 'TargetGroups[0].TargetGroupArn' --output text",
  ].join(' ')})`;
}

/** Puts both groups into the production action with all weight on the live one; every other action stays. */
export function forwardCommand(facts: EcsPairFacts): string[] {
  const route = production(facts);
  if (route?.forwards !== 1) return [];
  const actions = route.actions.map((action) => (action.Type === 'forward' ? weighted(facts) : kept(action)));
  // A variable of the shell cannot stand in single quotes.
  const json = quoted(JSON.stringify(actions)).replaceAll('$NEW_TARGET_GROUP', `'"$NEW_TARGET_GROUP"'`);
  return [
    route.kind === 'listener'
      ? `aws elbv2 modify-listener --listener-arn ${route.arn} --default-actions ${json}`
      : `aws elbv2 modify-rule --rule-arn ${route.arn} --actions ${json}`,
  ];
}

function weighted(facts: EcsPairFacts): ActionFacts {
  const live = liveSide(facts) ?? (presentSide(facts) === facts.sides.green ? 'green' : 'blue');
  const TargetGroups = SIDES.map((side) => ({
    TargetGroupArn: facts.sides[side].targetGroup?.arn ?? '$NEW_TARGET_GROUP',
    Weight: side === live ? 100 : 0,
  }));
  return { Type: 'forward', ForwardConfig: { TargetGroups } };
}

/** An OIDC action is described without its secret; AWS keeps the secret only when told to. */
function kept(action: ActionFacts): ActionFacts {
  const oidc = action['AuthenticateOidcConfig'];
  if (action.Type !== 'authenticate-oidc' || typeof oidc !== 'object') return action;
  return { ...action, AuthenticateOidcConfig: { ...oidc, UseExistingClientSecret: true } };
}

/** A rule that sends requests with our header to the idle side; none when no priority before production is free. */
export function createRuleCommand(facts: EcsPairFacts): string[] {
  const route = production(facts);
  const priority = route && freePriority(facts, route);
  if (!route || priority === undefined) return [];
  const idle = liveSide(facts) === 'green' ? facts.sides.blue : facts.sides.green;
  const group = idle.targetGroup?.arn ?? '"$NEW_TARGET_GROUP"';
  return [
    [
      `aws elbv2 create-rule --listener-arn ${route.listener} --priority ${priority}`,
      `--conditions ${quoted(JSON.stringify(conditions(route.hosts, route.paths)))}`,
      `--actions Type=forward,TargetGroupArn=${group}`,
      `--tags Key=operate:service,Value=${facts.name}`,
    ].join(' '),
  ];
}

/** The first free priority of the listener; before that of production, which would catch the requests first. */
function freePriority(facts: EcsPairFacts, { kind, listener, priority }: RouteFacts): number | undefined {
  const taken = new Set(
    (facts.loadBalancer?.routes ?? [])
      .filter((route) => route.listener === listener)
      .map((route) => route.priority),
  );
  const before = kind === 'rule' ? priority : taken.size + 2;
  return Array.from({ length: before - 1 }, (_, index) => index + 1).find((free) => !taken.has(free));
}

function conditions(hosts: readonly string[], paths: readonly string[]): object[] {
  const header = { HttpHeaderName: TEST_HEADER.name, Values: [TEST_HEADER.value] };
  return [
    { Field: 'http-header', HttpHeaderConfig: header },
    ...(hosts.length > 0 ? [{ Field: 'host-header', HostHeaderConfig: { Values: hosts } }] : []),
    ...(paths.length > 0 ? [{ Field: 'path-pattern', PathPatternConfig: { Values: paths } }] : []),
  ];
}
