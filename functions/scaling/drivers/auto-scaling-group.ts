import {
  AutoScalingClient,
  type AutoScalingGroup,
  DescribeAutoScalingGroupsCommand,
  DescribePoliciesCommand,
  UpdateAutoScalingGroupCommand,
} from '@aws-sdk/client-auto-scaling';
import { NotFound } from '../../../core/errors.ts';
import type { Capacity } from '../../../core/scaling/facts.ts';
import type { ScalingPolicy } from '../../../core/scaling/policy.ts';
import { ownersMinimum, type RaisedMinimum } from '../../../core/scaling/setting.ts';
import type { Context } from '../../context.ts';
import type { ScalingDriver } from './driver.ts';

/** An instance boots, joins its target groups and becomes healthy. */
const LEAD_MS = 300_000;

/** Processes without which a group launches, or ends, nothing. */
const LAUNCHES = 'Launch';
const TERMINATES = 'Terminate';
const ALARMS = 'AlarmNotification';

/** Instances of an EC2 Auto Scaling group. */
export function autoScalingGroup(
  context: Context,
  group: string,
  metric: ScalingPolicy['metric'],
  raised: RaisedMinimum | undefined,
): ScalingDriver {
  const scaling = context.clients(AutoScalingClient);
  return {
    leadMs: LEAD_MS,
    async read() {
      const [{ AutoScalingGroups = [] }, { ScalingPolicies = [] }] = await Promise.all([
        scaling.send(new DescribeAutoScalingGroupsCommand({ AutoScalingGroupNames: [group] })),
        scaling.send(new DescribePoliciesCommand({ AutoScalingGroupName: group })),
      ]);
      const [found] = AutoScalingGroups;
      if (!found) throw new NotFound(`There is no Auto Scaling group ${group}.`);
      return capacityOf(
        found,
        ScalingPolicies.some(({ Enabled = true }) => Enabled),
        raised,
      );
    },
    async write({ units, floor, max }) {
      await scaling.send(
        new UpdateAutoScalingGroupCommand({
          AutoScalingGroupName: group,
          ...(units !== undefined && { DesiredCapacity: units }),
          ...(floor !== undefined && { MinSize: floor }),
          ...(max !== undefined && { MaxSize: max }),
        }),
      );
    },
    measured: () =>
      metric === 'cpu'
        ? {
            queries: [
              {
                id: 'scaled',
                namespace: 'AWS/EC2',
                metric: 'CPUUtilization',
                dimensions: { AutoScalingGroupName: group },
                stat: 'Average',
              },
            ],
            readingOf: (value) => value('scaled'),
          }
        : undefined,
  };
}

function capacityOf(
  group: AutoScalingGroup,
  hasPolicies: boolean,
  raised: RaisedMinimum | undefined,
): Capacity {
  const {
    AutoScalingGroupName: name = '',
    MinSize = 0,
    MaxSize = 0,
    DesiredCapacity = 0,
    Instances = [],
  } = group;
  const suspended = (group.SuspendedProcesses ?? []).map(({ ProcessName }) => ProcessName);
  const refreshed = Instances.some(({ LifecycleState = '' }) => LifecycleState.endsWith(':Wait'));
  const words = `An instance of ${name} waits in a lifecycle hook: what becomes of it is not decided yet.`;
  return {
    name,
    units: DesiredCapacity,
    ready: Instances.filter(({ LifecycleState }) => LifecycleState === 'InService').length,
    least: 0,
    limits: {
      min: ownersMinimum(MinSize, raised),
      max: MaxSize,
      floor: MinSize,
      owned: hasPolicies && !suspended.includes(ALARMS),
      suspended: { out: suspended.includes(LAUNCHES), in: suspended.includes(TERMINATES) },
    },
    ...(refreshed && { obstacle: { code: 'UNSETTLED', words } as const }),
  };
}
