import { canonical } from '../canonical.ts';
import { createRuleCommands, createTargetGroupCommands, forwardCommand } from './balancer-commands.ts';
import type { EcsPairFacts, RouteFacts, TargetGroupFacts } from './facts.ts';
import { type Finding, missing, ok } from './finding.ts';
import { leadsOnlyTo, liveSide, production, SIDES, shareOf, testRule, testRules } from './pair.ts';
import type { Side } from './service.ts';

/** What the load balancer in front of a pair has to be. */
export function balancerChecks(facts: EcsPairFacts): Finding[] {
  return [
    loadBalancer(facts),
    targetGroups(facts),
    stickiness(facts),
    productionAction(facts),
    exclusiveGroups(facts),
    live(facts),
    testPath(facts),
  ];
}

function groupsOf(facts: EcsPairFacts): TargetGroupFacts[] {
  return SIDES.flatMap((side) => facts.sides[side].targetGroup ?? []);
}

function loadBalancer({ loadBalancer: found, production: arn }: EcsPairFacts): Finding {
  const check = 'load-balancer';
  if (!found) return missing(check, `There is no listener or rule ${arn}.`, 'Name one that exists.');
  if (found.type === 'application') return ok(check, 'The balancer is an Application Load Balancer.');
  const kind = found.type === 'network' ? 'a Network Load Balancer' : `of type ${found.type}`;
  const fix = 'Put an Application Load Balancer in front of the service.';
  return missing(check, `The balancer is ${kind}: it has no weights by request.`, fix);
}

function targetGroups(facts: EcsPairFacts): Finding {
  const check = 'target-groups';
  const absent = SIDES.filter((side) => !facts.sides[side].targetGroup);
  const [side] = absent;
  if (side !== undefined) {
    const words = `${absent.map((name) => `The ${name} side`).join(' and ')} has no target group.`;
    const like = groupsOf(facts)[0];
    const cli = like ? createTargetGroupCommands(facts, side, like) : [];
    return missing(check, words, 'Add a target group for it, with the same health check.', cli);
  }
  const foreign = SIDES.filter((name) => {
    const { ecs, targetGroup } = facts.sides[name];
    return ecs && !ecs.attachments.some((attachment) => attachment.targetGroup === targetGroup?.arn);
  });
  const same = new Set(groupsOf(facts).map(({ arn }) => arn)).size < 2;
  if (same) return missing(check, 'Both sides use one target group.', 'Give each side its own.');
  if (foreign.length === 0) return ok(check, 'Each side registers its tasks in its own target group.');
  const words = `${foreign.map((name) => facts.sides[name].service).join(' and ')} registers its tasks elsewhere.`;
  return missing(check, words, 'Attach each ECS service to the target group of its side.');
}

function stickiness(facts: EcsPairFacts): Finding {
  const check = 'stickiness';
  const sticky = groupsOf(facts).filter((group) => group.sticky);
  const action = production(facts)?.sticky ?? false;
  if (sticky.length === 0 && !action) return ok(check, 'Nothing binds a client to one side.');
  const names = [...sticky.map(({ name }) => name), ...(action ? ['the production action'] : [])].join(
    ' and ',
  );
  const cli = sticky.map(
    ({ arn }) =>
      `aws elbv2 modify-target-group-attributes --target-group-arn ${arn} --attributes Key=stickiness.enabled,Value=false`,
  );
  const words = `Stickiness is on (${names}): clients stay where they are, whatever the weights say.`;
  return missing(check, words, 'Turn stickiness off.', [...cli, ...(action ? forwardCommand(facts) : [])]);
}

function productionAction(facts: EcsPairFacts): Finding {
  const check = 'production-action';
  const route = production(facts);
  if (!route) return missing(check, 'The production listener or rule is not there.', 'Name one that exists.');
  const arns = groupsOf(facts).map(({ arn }) => arn);
  const forwarded = route.groups.map(({ targetGroup }) => targetGroup);
  const pair = forwarded.length === 2 && arns.length === 2;
  const same = arns.every((arn) => forwarded.includes(arn)) && forwarded.every((arn) => arns.includes(arn));
  if (route.forwards === 1 && pair && same) return ok(check, wordsOf(route));
  const words =
    route.forwards === 0
      ? 'The production listener or rule does not forward to target groups.'
      : `Production traffic is forwarded to ${forwarded.length} target group${forwarded.length === 1 ? '' : 's'}; it has to be exactly the two of the pair.`;
  const fix = 'Forward to both groups in one action, with all weight on the live one; other actions stay.';
  return missing(check, words, fix, forwardCommand(facts));
}

function wordsOf({ actions }: RouteFacts): string {
  const signsIn = actions.some(({ Type }) => Type?.startsWith('authenticate'));
  const kept = signsIn ? '; the sign-in before it stays as it is' : '';
  return `One action forwards to both target groups${kept}.`;
}

function exclusiveGroups(facts: EcsPairFacts): Finding {
  const check = 'exclusive-groups';
  const arns = groupsOf(facts).map(({ arn }) => arn);
  const others = (facts.loadBalancer?.routes ?? []).filter(
    (route) => !isOurs(facts, route) && route.groups.some(({ targetGroup }) => arns.includes(targetGroup)),
  );
  if (others.length === 0) return ok(check, 'No other way in leads to the two target groups.');
  const words = `Other ways in lead to the same groups, past the weights: ${others.map(({ arn }) => arn).join(', ')}.`;
  return missing(check, words, 'Let them forward elsewhere, or register their rule as the production one.');
}

/** Production, the test rules, and all of a listener that is there for the tests. */
function isOurs(facts: EcsPairFacts, { arn, listener }: RouteFacts): boolean {
  const tests = testRules(facts);
  if (arn === facts.production || tests.some((rule) => rule.arn === arn)) return true;
  return listener !== production(facts)?.listener && tests.some((rule) => rule.listener === listener);
}

function live(facts: EcsPairFacts): Finding {
  const check = 'live-side';
  const side = liveSide(facts);
  if (side) return ok(check, `All production traffic goes to ${side} (${facts.sides[side].service}).`);
  const shares = SIDES.map((name) => `${name} ${Math.round(shareOf(facts, name) * 100)}%`).join(', ');
  const fix = 'Give all weight to the side that is live.';
  return missing(check, `Production traffic does not go to exactly one side (${shares}).`, fix);
}

function testPath(facts: EcsPairFacts): Finding {
  const check = 'test-path';
  const faults = SIDES.flatMap((side) => faultOf(facts, side) ?? []);
  const [blue, green] = SIDES.map((side) => testRule(facts, side));
  if (blue && green && faults.length === 0) {
    if (differ(blue, green))
      return ok(check, 'A request header leads to either side, whatever the weights are.');
    faults.push('the two test rules differ in more, or less, than the value of a header');
  }
  const words = `Health could not be proved before users see a version: ${faults.join('; ')}.`;
  const fix =
    'Add a rule for each side, before any rule of production, that forwards requests with a header to that side.';
  return missing(check, words, fix, createRuleCommands(facts));
}

/** Two rules of the same listener, host and path, told apart by a header. */
function differ(one: RouteFacts, other: RouteFacts): boolean {
  const place = ({ listener, hosts, paths }: RouteFacts) => canonical([listener, hosts, paths]);
  return place(one) === place(other) && canonical(one.headers) !== canonical(other.headers);
}

function faultOf(facts: EcsPairFacts, side: Side): string | undefined {
  const rule = testRule(facts, side);
  const route = production(facts);
  if (!rule) return `no rule leads tagged requests to ${side}`;
  if (Object.keys(rule.headers).length === 0) return `the test rule of ${side} asks for no header`;
  if (!leadsOnlyTo(facts, rule, side)) return `the test rule of ${side} leads elsewhere`;
  if (route?.kind === 'rule' && route.listener === rule.listener && route.priority < rule.priority)
    return `the production rule comes before the test rule of ${side}`;
  return undefined;
}
