import { describe, expect, it } from 'vitest';
import { PAIR } from './facts.fixture.ts';
import type { EcsPairFacts, ScalingPolicyFacts } from './facts.ts';
import { finding, withoutMember, withSide } from './pair-facts.fixture.ts';

const LABEL = 'app/main/1/targetgroup/shop-blue/1';
const cpu: ScalingPolicyFacts = {
  name: 'cpu',
  type: 'TargetTrackingScaling',
  tracking: {
    TargetValue: 60,
    PredefinedMetricSpecification: { PredefinedMetricType: 'ECSServiceAverageCPUUtilization' },
  },
};
const requests: ScalingPolicyFacts = {
  name: 'requests',
  type: 'TargetTrackingScaling',
  tracking: {
    TargetValue: 500,
    PredefinedMetricSpecification: { PredefinedMetricType: 'ALBRequestCountPerTarget', ResourceLabel: LABEL },
  },
};
const queue: ScalingPolicyFacts = {
  name: 'queue',
  type: 'TargetTrackingScaling',
  tracking: {
    TargetValue: 9,
    CustomizedMetricSpecification: { MetricName: 'QueueDepth', Namespace: 'Shop' },
  },
};
const steps: ScalingPolicyFacts = { name: 'steps', type: 'StepScaling' };

type Policies = readonly ScalingPolicyFacts[];
const scaled = (policies: Policies) => ({ scaling: { min: 2, max: 8, policies } });
const one = (side: 'blue' | 'green', policies: Policies, facts = PAIR) =>
  withSide(side, scaled(policies), facts);
const both = (blue: Policies, green: Policies) => one('blue', blue, one('green', green));
const check = (facts: EcsPairFacts) => finding(facts, 'autoscaling');
const configurations = (facts: EcsPairFacts) =>
  (check(facts).cli ?? []).flatMap((command) => command.split('-configuration ').slice(1));

describe('autoscaling', () => {
  it.each<[string, EcsPairFacts, boolean]>([
    ['of no side', PAIR, true],
    ['of both sides without policies', both([], []), true],
    [
      'of both by the same metrics, whatever the policies are called',
      both([cpu, queue], [{ ...queue, name: 'q' }, cpu]),
      true,
    ],
    ['of both in steps', both([steps], [{ ...steps, name: 'other' }]), true],
    ['of blue', one('blue', [cpu]), false],
    ['of green', one('green', [cpu]), false],
    ['of both, by another metric', both([cpu], [requests]), false],
    ['of both, by one metric more', both([cpu, queue], [cpu]), false],
    ['of both, tracking against steps', both([cpu], [steps]), false],
  ])('%s', (_name, facts, ok) => {
    expect(check(facts).ok).toBe(ok);
  });

  it.each([
    ['blue', 'green'],
    ['green', 'blue'],
  ] as const)('of %s alone is given to %s, down to no task at all', (side, other) => {
    const { cli, fix, words } = check(one(side, [cpu, steps]));
    expect(words).toBe(`Only shop-${side} scales (2 to 8 tasks); shop-${other} could not follow its load.`);
    expect(fix).toBe(`Make shop-${other} a scalable target with the same policies.`);
    const dimension = `--service-namespace ecs --scalable-dimension ecs:service:DesiredCount --resource-id service/main/shop-${other}`;
    expect(cli).toEqual([
      `aws application-autoscaling register-scalable-target ${dimension} --min-capacity 0 --max-capacity 8`,
      `aws application-autoscaling put-scaling-policy ${dimension} --policy-name shop-${other}-ECSServiceAverageCPUUtilization --policy-type TargetTrackingScaling --target-tracking-scaling-policy-configuration '${JSON.stringify(cpu.tracking)}'`,
    ]);
  });

  it('of either side takes over what the other has', () => {
    const { cli = [], words } = check(both([cpu, steps], [queue]));
    expect(words).toBe(
      'The sides scale by different policies: shop-blue lacks QueueDepth; shop-green lacks ECSServiceAverageCPUUtilization and StepScaling.',
    );
    // A step policy hangs on an alarm that names its service.
    expect(cli.map((command) => /--policy-name (\S+)/.exec(command)?.[1])).toEqual([
      'shop-blue-QueueDepth',
      'shop-green-ECSServiceAverageCPUUtilization',
    ]);
  });

  it('by requests counts those of its own target group', () => {
    const moved = {
      ...requests.tracking,
      PredefinedMetricSpecification: {
        PredefinedMetricType: 'ALBRequestCountPerTarget',
        ResourceLabel: LABEL.replace('blue', 'green'),
      },
    };
    expect(configurations(one('blue', [requests]))).toEqual([`'${JSON.stringify(moved)}'`]);
  });

  it('by requests of a group that is yet to be made names it by the shell’s variable', () => {
    const facts = withoutMember('green', 'targetGroup', one('blue', [requests]));
    const [configuration = ''] = configurations(facts);
    expect(configuration).toContain(`app/main/1/'"\${NEW_TARGET_GROUP##*:}"'"`);
  });
});
