import {
  AutoScalingClient,
  CreateAutoScalingGroupCommand,
  CreateLaunchConfigurationCommand,
  DescribeAutoScalingGroupsCommand,
  DescribePoliciesCommand,
  UpdateAutoScalingGroupCommand,
} from '@aws-sdk/client-auto-scaling';
import { type Case, contract, errorOf } from '../contract.ts';

const GROUP = { AutoScalingGroupName: 'workers' } as const;
const LIMITS = { MinSize: 1, MaxSize: 4, DesiredCapacity: 2 } as const;

const group = async (scaling: AutoScalingClient, name: string = GROUP.AutoScalingGroupName) => {
  const { AutoScalingGroups } = await scaling.send(
    new DescribeAutoScalingGroupsCommand({ AutoScalingGroupNames: [name] }),
  );
  return AutoScalingGroups?.[0];
};
const update = (scaling: AutoScalingClient, change: object) =>
  scaling.send(new UpdateAutoScalingGroupCommand({ ...GROUP, ...change }));

const CASES: readonly Case<AutoScalingClient>[] = [
  {
    name: 'a group shows its limits and what it wants',
    async act(scaling) {
      const { MinSize, MaxSize, DesiredCapacity, Instances } = (await group(scaling)) ?? {};
      return [MinSize, MaxSize, DesiredCapacity, Instances?.length];
    },
    expected: [1, 4, 2, 2],
  },
  {
    name: 'a new capacity leaves the limits as they were',
    async act(scaling) {
      await update(scaling, { DesiredCapacity: 3 });
      const { MinSize, MaxSize, DesiredCapacity } = (await group(scaling)) ?? {};
      return [MinSize, MaxSize, DesiredCapacity];
    },
    expected: [1, 4, 3],
  },
  {
    name: 'minimum, maximum and capacity change at once',
    async act(scaling) {
      await update(scaling, { MinSize: 2, MaxSize: 6, DesiredCapacity: 5 });
      const { MinSize, MaxSize, DesiredCapacity } = (await group(scaling)) ?? {};
      return [MinSize, MaxSize, DesiredCapacity];
    },
    expected: [2, 6, 5],
  },
  {
    name: 'a group that there is not is left out of the answer',
    act: async (scaling) => (await group(scaling, 'nobody')) ?? 'none',
    expected: 'none',
  },
  {
    name: 'and cannot be changed',
    act: (scaling) => errorOf(update(scaling, { AutoScalingGroupName: 'nobody', DesiredCapacity: 1 })),
    expected: 'ValidationError',
  },
  {
    name: 'a group without policies has none',
    async act(scaling) {
      const { ScalingPolicies } = await scaling.send(new DescribePoliciesCommand(GROUP));
      return ScalingPolicies;
    },
    expected: [],
  },
];

/** Groups of instances, whose capacity is changed within limits. */
export const autoScaling = contract<AutoScalingClient>({
  service: 'EC2 Auto Scaling',
  async sandbox({ account, clients }) {
    account.users.autoScalingGroups.createGroup({ name: 'workers', min: 1, max: 4, desired: 2 });
    return clients(AutoScalingClient);
  },
  async moto({ clients }) {
    const scaling = clients(AutoScalingClient);
    const launch = { LaunchConfigurationName: 'workers', ImageId: 'ami-12c6146b', InstanceType: 't3.micro' };
    await scaling.send(new CreateLaunchConfigurationCommand(launch));
    await scaling.send(
      new CreateAutoScalingGroupCommand({
        ...GROUP,
        ...LIMITS,
        LaunchConfigurationName: 'workers',
        AvailabilityZones: ['eu-west-1a'],
      }),
    );
    return scaling;
  },
  cases: CASES,
});
