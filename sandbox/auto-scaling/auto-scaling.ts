import { AutoScalingServiceException } from '@aws-sdk/client-auto-scaling';
import type { AccountScope, SandboxService } from '../service.ts';
import { autoScalingCommands } from './commands.ts';

/** An instance of a group. */
export interface GroupInstance {
  readonly id: string;
  /** When it is in service. */
  readonly inServiceAt: number;
}

export interface Group {
  readonly name: string;
  readonly arn: string;
  min: number;
  max: number;
  desired: number;
  instances: GroupInstance[];
  /** Names of processes that somebody has suspended. */
  suspended: string[];
  /** Names of target-tracking policies. */
  policies: string[];
}

export interface GroupSetting {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly desired: number;
  readonly tags?: Readonly<Record<string, string>>;
  readonly policies?: readonly string[];
  readonly suspended?: readonly string[];
}

/** An instance boots and becomes healthy. */
const IN_SERVICE_AFTER_MS = 180_000;

/** EC2 Auto Scaling: groups whose instances come into service some minutes after they are wanted. */
export class AutoScaling implements SandboxService {
  readonly client = 'AutoScalingClient';
  readonly scope: AccountScope;
  readonly commands = autoScalingCommands(this);
  readonly groups = new Map<string, Group>();

  constructor(scope: AccountScope) {
    this.scope = scope;
  }

  /** Makes a group whose instances are in service at once. */
  createGroup({ name, min, max, desired, tags = {}, policies = [], suspended = [] }: GroupSetting): Group {
    const { region, accountId } = this.scope;
    const id = this.scope.id();
    const arn = `arn:aws:autoscaling:${region}:${accountId}:autoScalingGroup:${id}:autoScalingGroupName/${name}`;
    const group: Group = {
      name,
      arn,
      min,
      max,
      desired: 0,
      instances: [],
      suspended: [...suspended],
      policies: [...policies],
    };
    this.groups.set(name, group);
    this.scope.tags.set(arn, tags);
    this.#want(group, desired, this.scope.clock.now());
    return group;
  }

  /** Changes what a group wants, as UpdateAutoScalingGroup does. @throws ValidationError */
  update(
    name: string,
    {
      min,
      max,
      desired,
    }: { min?: number | undefined; max?: number | undefined; desired?: number | undefined },
  ): void {
    const group = this.group(name);
    const least = min ?? group.min;
    const most = max ?? group.max;
    const bounded = desired ?? Math.min(most, Math.max(least, group.desired));
    if (least > most) throw validation(`Min size ${least} must not be larger than max size ${most}.`);
    if (bounded < least || bounded > most)
      throw validation(
        `Desired capacity:${bounded} must be between the specified min size:${least} and max size:${most}`,
      );
    group.min = least;
    group.max = most;
    this.#want(group, bounded, this.scope.clock.now() + IN_SERVICE_AFTER_MS);
  }

  /** @throws ValidationError */
  group(name: string): Group {
    const group = this.groups.get(name);
    if (!group) throw validation(`AutoScalingGroup name not found - AutoScalingGroup ${name} not found`);
    return group;
  }

  #want(group: Group, desired: number, inServiceAt: number): void {
    group.desired = desired;
    while (group.instances.length < desired)
      group.instances.push({ id: `i-${this.scope.id().slice(0, 17)}`, inServiceAt });
    group.instances.length = desired;
  }
}

function validation(message: string): AutoScalingServiceException {
  return new AutoScalingServiceException({
    name: 'ValidationError',
    message,
    $fault: 'client',
    $metadata: { httpStatusCode: 400 },
  });
}
