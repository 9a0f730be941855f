import type {
  AutoScalingGroup,
  DescribeAutoScalingGroupsCommandInput,
  DescribeAutoScalingGroupsCommandOutput,
  DescribePoliciesCommandInput,
  DescribePoliciesCommandOutput,
  UpdateAutoScalingGroupCommandInput,
} from '@aws-sdk/client-auto-scaling';
import { refuseOtherMembers } from '../hook/not-implemented.ts';
import type { Need } from '../service.ts';
import type { AutoScaling, Group } from './auto-scaling.ts';

const FILE = 'sandbox/auto-scaling/commands.ts';
const UPDATED = ['AutoScalingGroupName', 'MinSize', 'MaxSize', 'DesiredCapacity'];

type Answer<Output> = Omit<Output, '$metadata'>;

const anywhere = (action: string) => (): readonly Need[] => [
  { action: `autoscaling:${action}`, resource: '*' },
];

/** The commands of EC2 Auto Scaling that the product uses. */
export function autoScalingCommands(scaling: AutoScaling) {
  return {
    DescribeAutoScalingGroups: {
      run: ({
        AutoScalingGroupNames = [],
      }: DescribeAutoScalingGroupsCommandInput): Answer<DescribeAutoScalingGroupsCommandOutput> => ({
        AutoScalingGroups: [...scaling.groups.values()]
          .filter(({ name }) => AutoScalingGroupNames.length === 0 || AutoScalingGroupNames.includes(name))
          .map((group) => described(group, scaling.scope.clock.now())),
      }),
      needs: anywhere('DescribeAutoScalingGroups'),
    },
    DescribePolicies: {
      run: ({
        AutoScalingGroupName = '',
      }: DescribePoliciesCommandInput): Answer<DescribePoliciesCommandOutput> => ({
        ScalingPolicies: (scaling.groups.get(AutoScalingGroupName)?.policies ?? []).map((PolicyName) => ({
          AutoScalingGroupName,
          PolicyName,
          PolicyType: 'TargetTrackingScaling',
          Enabled: true,
        })),
      }),
      needs: anywhere('DescribePolicies'),
    },
    UpdateAutoScalingGroup: {
      run(input: UpdateAutoScalingGroupCommandInput) {
        refuseOtherMembers('UpdateAutoScalingGroup', input, UPDATED, FILE);
        const { AutoScalingGroupName = '', MinSize: min, MaxSize: max, DesiredCapacity: desired } = input;
        scaling.update(AutoScalingGroupName, { min, max, desired });
        return {};
      },
      needs: ({ AutoScalingGroupName = '' }: UpdateAutoScalingGroupCommandInput) =>
        onGroup(scaling, AutoScalingGroupName),
    },
  };
}

function onGroup(scaling: AutoScaling, name: string): readonly Need[] {
  const arn =
    scaling.groups.get(name)?.arn ??
    `arn:aws:autoscaling:${scaling.scope.region}:${scaling.scope.accountId}:autoScalingGroup:*:autoScalingGroupName/${name}`;
  const tags = Object.entries(scaling.scope.tags.get(arn) ?? {}).map(([key, value]) => [
    `aws:ResourceTag/${key}`,
    value,
  ]);
  return [
    { action: 'autoscaling:UpdateAutoScalingGroup', resource: arn, conditions: Object.fromEntries(tags) },
  ];
}

function described(group: Group, now: number): AutoScalingGroup {
  return {
    AutoScalingGroupName: group.name,
    AutoScalingGroupARN: group.arn,
    MinSize: group.min,
    MaxSize: group.max,
    DesiredCapacity: group.desired,
    DefaultCooldown: 300,
    AvailabilityZones: ['eu-west-1a'],
    HealthCheckType: 'ELB',
    CreatedTime: new Date(0),
    Instances: group.instances.map(({ id, inServiceAt }) => ({
      InstanceId: id,
      AvailabilityZone: 'eu-west-1a',
      LifecycleState: now >= inServiceAt ? 'InService' : 'Pending',
      HealthStatus: 'Healthy',
      ProtectedFromScaleIn: false,
    })),
    SuspendedProcesses: group.suspended.map((ProcessName) => ({
      ProcessName,
      SuspensionReason: 'User suspended',
    })),
  };
}
