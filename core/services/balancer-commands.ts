import type { ActionFacts, EcsPairFacts, RouteFacts, TargetGroupFacts } from './facts.ts';
import { quoted } from './finding.ts';
import { liveSide, presentSide, production, SERVICE_TAG, SIDES, testRule } from './pair.ts';
import type { Side } from './service.ts';

/** The header by which requests reach a side, named in its value, where the user has chosen no other. */
const TEST_HEADER = 'x-operate-test';

/** Makes the missing target group like the present one and keeps its ARN in a shell variable. */
export function createTargetGroupCommands(facts: EcsPairFacts, side: Side, like: TargetGroupFacts): string[] {
  const name = facts.sides[side].service.slice(0, 32);
  const { intervalSeconds, timeoutSeconds, healthyThreshold, unhealthyThreshold, codes } = like.healthCheck;
  const create = [
    `aws elbv2 create-target-group --name ${quoted(name)} --protocol ${like.protocol} --port ${like.port}`,
    `--vpc-id ${like.vpc} --target-type ${like.targetType} --health-check-path ${quoted(like.healthCheckPath)}`,
    `--health-check-interval-seconds ${intervalSeconds} --health-check-timeout-seconds ${timeoutSeconds}`,
    `--healthy-threshold-count ${healthyThreshold} --unhealthy-threshold-count ${unhealthyThreshold}`,
    `--matcher ${quoted(`HttpCode=${codes}`)} --tags Key=${SERVICE_TAG},Value=${facts.name}`,
    "--query 'TargetGroups[0].TargetGroupArn' --output text",
  ].join(' ');
  const delay = `Key=deregistration_delay.timeout_seconds,Value=${like.deregistrationSeconds}`;
  return [
    `NEW_TARGET_GROUP=$(${create})`,
    `aws elbv2 modify-target-group-attributes --target-group-arn "$NEW_TARGET_GROUP" --attributes ${delay}`,
  ];
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

/** The forward action of production: both groups, all weight on the live one. */
export function weighted(facts: EcsPairFacts, newGroup: unknown = '$NEW_TARGET_GROUP'): ActionFacts {
  const live = liveSide(facts) ?? (presentSide(facts) === facts.sides.green ? 'green' : 'blue');
  const TargetGroups = SIDES.map((side) => ({
    TargetGroupArn: facts.sides[side].targetGroup?.arn ?? newGroup,
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

/** A test rule that is yet to be made. */
export interface NewRule {
  readonly side: Side;
  readonly listener: string;
  readonly priority: number;
  /** As CreateRule takes them. */
  readonly conditions: readonly object[];
}

/** A rule for each side that has none; none at all when too few priorities before production are free. */
export function newRules(facts: EcsPairFacts): NewRule[] {
  const route = production(facts);
  const sides = SIDES.filter((side) => !testRule(facts, side));
  if (!route) return [];
  const priorities = freePriorities(facts, route, sides.length);
  if (priorities.length < sides.length) return [];
  return sides.map((side, index) => ({
    side,
    listener: route.listener,
    priority: priorities[index] ?? 1,
    conditions: conditions(side, route),
  }));
}

/** Makes the rules that are missing. */
export function createRuleCommands(facts: EcsPairFacts): string[] {
  return newRules(facts).map((rule) => createRule(facts, rule));
}

function createRule({ name, sides }: EcsPairFacts, rule: NewRule): string {
  const group = sides[rule.side].targetGroup?.arn ?? '"$NEW_TARGET_GROUP"';
  return [
    `aws elbv2 create-rule --listener-arn ${rule.listener} --priority ${rule.priority}`,
    `--conditions ${quoted(JSON.stringify(rule.conditions))}`,
    `--actions Type=forward,TargetGroupArn=${group}`,
    `--tags Key=${SERVICE_TAG},Value=${name}`,
  ].join(' ');
}

/** The highest priority that ELBv2 takes. */
const LAST_PRIORITY = 50_000;

/** The first free priorities of the listener; before that of production, which would catch the requests first. */
function freePriorities(
  facts: EcsPairFacts,
  { kind, listener, priority }: RouteFacts,
  count: number,
): number[] {
  const taken = new Set(
    (facts.loadBalancer?.routes ?? [])
      .filter((route) => route.listener === listener)
      .map((route) => route.priority),
  );
  const before = kind === 'rule' ? priority : Math.min(LAST_PRIORITY, Math.max(0, ...taken) + count + 1);
  return Array.from({ length: before - 1 }, (_, index) => index + 1)
    .filter((free) => !taken.has(free))
    .slice(0, count);
}

/** How many free priorities are looked at for a run of them. */
const FAR = 200;

/** The first of so many free priorities in a row, all before that of production; undefined when there are none. */
export function freeRun(facts: EcsPairFacts, count: number): number | undefined {
  const route = production(facts);
  if (!route) return undefined;
  const free = freePriorities(facts, route, FAR);
  return free.find((first) =>
    Array.from({ length: count }, (_, more) => first + more).every((at) => free.includes(at)),
  );
}

function conditions(side: Side, { hosts, paths }: RouteFacts): object[] {
  const header = { HttpHeaderName: TEST_HEADER, Values: [side] };
  return [
    { Field: 'http-header', HttpHeaderConfig: header },
    ...(hosts.length > 0 ? [{ Field: 'host-header', HostHeaderConfig: { Values: hosts } }] : []),
    ...(paths.length > 0 ? [{ Field: 'path-pattern', PathPatternConfig: { Values: paths } }] : []),
  ];
}
