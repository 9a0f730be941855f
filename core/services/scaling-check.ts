import type { EcsPairFacts, ScalingPolicyFacts } from './facts.ts';
import { type Finding, missing, ok, quoted } from './finding.ts';
import { SIDES } from './pair.ts';
import type { Side } from './service.ts';

/** Either side serves in its turn, so either has to follow its load in the same way. */
export function scalingCheck(facts: EcsPairFacts): Finding {
  const check = 'autoscaling';
  const [one, ...more] = SIDES.filter((side) => facts.sides[side].scaling);
  if (one === undefined) return ok(check, 'No autoscaling: each side keeps the count it is given.');
  if (more.length > 0) return samePolicies(facts);
  const side = otherOf(one);
  const { service } = facts.sides[side];
  const { min, max, policies } = facts.sides[one].scaling ?? { min: 0, max: 0, policies: [] };
  const words = `Only ${facts.sides[one].service} scales (${min} to ${max} tasks); ${service} could not follow its load.`;
  const fix = `Make ${service} a scalable target with the same policies.`;
  return missing(check, words, fix, [
    `aws application-autoscaling register-scalable-target ${dimension(facts, side)} --min-capacity 0 --max-capacity ${max}`,
    ...policies.flatMap((policy) => putPolicy(facts, side, policy)),
  ]);
}

function samePolicies(facts: EcsPairFacts): Finding {
  const check = 'autoscaling';
  const lacking = SIDES.map((side) => ({ side, missed: missedBy(facts, side) })).filter(
    ({ missed }) => missed.length > 0,
  );
  if (lacking.length === 0)
    return ok(check, 'Both sides are scalable targets with policies of the same kind.');
  const each = lacking.map(
    ({ side, missed }) => `${facts.sides[side].service} lacks ${missed.map(kindOf).join(' and ')}`,
  );
  const commands = lacking.flatMap(({ side, missed }) =>
    missed.flatMap((policy) => putPolicy(facts, side, policy)),
  );
  const words = `The sides scale by different policies: ${each.join('; ')}.`;
  return missing(check, words, 'Give both sides the same policies.', commands);
}

/** Policies of the other side of a kind that this side has none of. */
function missedBy({ sides }: EcsPairFacts, side: Side): readonly ScalingPolicyFacts[] {
  const own = (sides[side].scaling?.policies ?? []).map(kindOf);
  const others = sides[otherOf(side)].scaling?.policies ?? [];
  return others.filter((policy) => !own.includes(kindOf(policy)));
}

function otherOf(side: Side): Side {
  return side === 'blue' ? 'green' : 'blue';
}

interface Metric {
  readonly PredefinedMetricType?: string;
  readonly MetricName?: string;
  readonly ResourceLabel?: string;
}

function metricOf({ tracking }: ScalingPolicyFacts): Metric {
  return tracking?.['PredefinedMetricSpecification'] ?? tracking?.['CustomizedMetricSpecification'] ?? {};
}

/** What a policy goes by: the metric it tracks, else its type. */
function kindOf(policy: ScalingPolicyFacts): string {
  const { PredefinedMetricType, MetricName } = metricOf(policy);
  return PredefinedMetricType ?? MetricName ?? policy.type;
}

function dimension({ cluster, sides }: EcsPairFacts, side: Side): string {
  return `--service-namespace ecs --scalable-dimension ecs:service:DesiredCount --resource-id service/${cluster}/${sides[side].service}`;
}

/** Only target tracking can be copied as it is: a step policy hangs on an alarm that names its service. */
function putPolicy(facts: EcsPairFacts, side: Side, policy: ScalingPolicyFacts): string[] {
  if (!policy.tracking) return [];
  const name = quoted(`${facts.sides[side].service}-${kindOf(policy)}`);
  // The shell cuts the label of the new target group out of its ARN.
  const configuration = quoted(JSON.stringify(trackingFor(facts, side, policy))).replaceAll(
    '$NEW_TARGET_GROUP',
    `'"\${NEW_TARGET_GROUP##*:}"'`,
  );
  return [
    `aws application-autoscaling put-scaling-policy ${dimension(facts, side)} --policy-name ${name} --policy-type ${policy.type} --target-tracking-scaling-policy-configuration ${configuration}`,
  ];
}

/** Requests per target are counted by target group, which the label ends in. */
function trackingFor({ sides }: EcsPairFacts, side: Side, policy: ScalingPolicyFacts): object | undefined {
  const { ResourceLabel } = metricOf(policy);
  if (ResourceLabel === undefined) return policy.tracking;
  const own = sides[side].targetGroup?.arn.split(':').at(-1) ?? '$NEW_TARGET_GROUP';
  const label = ResourceLabel.replace(/targetgroup\/.*$/, () => own);
  return {
    ...policy.tracking,
    PredefinedMetricSpecification: { ...metricOf(policy), ResourceLabel: label },
  };
}
