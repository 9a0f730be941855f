import {
  ObjectNotFoundException,
  type RegisterScalableTargetCommandInput,
  type SuspendedState,
  ValidationException,
} from '@aws-sdk/client-application-auto-scaling';
import { UpdateServiceRequest$ } from '@aws-sdk/client-ecs';
import type { Ecs } from '../ecs/ecs.ts';
import type { ServiceRecord } from '../ecs/records.ts';
import { trailEvent } from '../hook/cloudtrail.ts';
import { SandboxNotImplemented } from '../hook/not-implemented.ts';
import type { AccountScope, SandboxService } from '../service.ts';
import { autoScalingCommands } from './commands.ts';
import type { PolicyRecord, ScalableTargetRecord, Suspension, TrackedMetric } from './records.ts';
import { type AutoScalingSnapshot, policySnapshot, restoredPolicy } from './snapshot.ts';
import { AWS_TRACKING_MINUTES, type TrackingMinutes, wantedCapacity } from './target-tracking.ts';

const FILE = 'sandbox/application-autoscaling/application-auto-scaling.ts';
const MINUTE_MS = 60_000;
const DIMENSION = 'ecs:service:DesiredCount';
const SERVICE_ROLE = 'ecs.application-autoscaling.amazonaws.com';
const ROLE_NAME = 'AWSServiceRoleForApplicationAutoScaling_ECSService';

export interface AutoScalingOptions {
  /** How soon target tracking acts. Default as AWS: out after 3 minutes, in after 15. */
  readonly trackingMinutes?: TrackingMinutes;
  /** Called after every change that somebody made. */
  readonly changed?: () => void;
}

export interface TrackingPolicyOptions {
  readonly name: string;
  /** `service/<cluster>/<service>` of a registered target. */
  readonly resourceId: string;
  readonly metric: TrackedMetric;
  readonly targetValue: number;
  /** Default 300, as AWS for ECS. */
  readonly scaleOutCooldownSeconds?: number;
  readonly scaleInCooldownSeconds?: number;
}

function refused(message: string): ValidationException {
  return new ValidationException({ message, $metadata: {} });
}

function noSuchTarget(resourceId: string): ObjectNotFoundException {
  const message = `No scalable target found for service namespace: ecs, resource ID: ${resourceId}, scalable dimension: ${DIMENSION}`;
  return new ObjectNotFoundException({ message, $metadata: {} });
}

function suspension(change: SuspendedState | undefined, before: Suspension): Suspension {
  return {
    DynamicScalingInSuspended: change?.DynamicScalingInSuspended ?? before.DynamicScalingInSuspended,
    DynamicScalingOutSuspended: change?.DynamicScalingOutSuspended ?? before.DynamicScalingOutSuspended,
    ScheduledScalingSuspended: change?.ScheduledScalingSuspended ?? before.ScheduledScalingSuspended,
  };
}

/** Application Auto Scaling for ECS services: limits, suspensions and target tracking that acts once a minute. */
export class ApplicationAutoScaling implements SandboxService {
  readonly client = 'ApplicationAutoScalingClient';
  readonly commands = autoScalingCommands(this);
  readonly scope: AccountScope;
  readonly targets = new Map<string, ScalableTargetRecord>();
  readonly policies: PolicyRecord[] = [];
  readonly #ecs: Ecs;
  readonly #needed: TrackingMinutes;
  readonly #changed: () => void;
  #minute: number;

  constructor(scope: AccountScope, ecs: Ecs, options: AutoScalingOptions = {}) {
    this.scope = scope;
    this.#ecs = ecs;
    this.#needed = options.trackingMinutes ?? AWS_TRACKING_MINUTES;
    this.#changed = options.changed ?? (() => undefined);
    this.#minute = Math.floor(scope.clock.now() / MINUTE_MS);
  }

  /** Registers a target or changes one; what is left out stays as it is. */
  register(input: RegisterScalableTargetCommandInput): ScalableTargetRecord {
    const resourceId = input.ResourceId ?? '';
    if (input.ServiceNamespace !== 'ecs' || input.ScalableDimension !== DIMENSION) {
      throw new SandboxNotImplemented(`scaling of ${input.ScalableDimension}`, FILE);
    }
    if (this.#service(resourceId) === undefined) throw refused(`ECS service doesn't exist: ${resourceId}`);
    const known = this.targets.get(resourceId);
    if (known !== undefined && input.Tags !== undefined) {
      throw new SandboxNotImplemented('RegisterScalableTarget with Tags on a registered target', FILE);
    }
    const target = { ...(known ?? this.#newTarget(resourceId, input)) };
    target.minCapacity = input.MinCapacity ?? target.minCapacity;
    target.maxCapacity = input.MaxCapacity ?? target.maxCapacity;
    target.suspended = suspension(input.SuspendedState, target.suspended);
    if (target.maxCapacity < target.minCapacity) {
      throw refused('Maximum capacity cannot be less than minimum capacity');
    }
    this.targets.set(resourceId, target);
    if (input.Tags !== undefined) this.scope.tags.set(target.arn, input.Tags);
    this.#holdLimits(target);
    this.#changed();
    return target;
  }

  /** Adds a target-tracking policy, in place of the target's policy of that name if there is one. */
  putTargetTracking(options: TrackingPolicyOptions): PolicyRecord {
    if (!this.targets.has(options.resourceId)) throw noSuchTarget(options.resourceId);
    const policy: PolicyRecord = {
      arn: this.#arn(
        `scalingPolicy:${this.scope.id()}:resource/ecs/${options.resourceId}:policyName/${options.name}`,
      ),
      scaleOutCooldownSeconds: 300,
      scaleInCooldownSeconds: 300,
      ...options,
      createdAt: this.scope.clock.now(),
      minutes: [],
      actedAt: Number.NEGATIVE_INFINITY,
    };
    const at = this.policies.findIndex(
      ({ name, resourceId }) => name === policy.name && resourceId === policy.resourceId,
    );
    const known = this.policies[at];
    if (known) this.policies[at] = { ...policy, arn: known.arn };
    else this.policies.push(policy);
    this.#changed();
    return this.policies[at] ?? policy;
  }

  /** Takes a target and its policies away; its service keeps the tasks it has. */
  deregister(resourceId: string): void {
    if (!this.targets.delete(resourceId)) throw noSuchTarget(resourceId);
    const kept = this.policies.filter((policy) => policy.resourceId !== resourceId);
    this.policies.splice(0, this.policies.length, ...kept);
    this.#changed();
  }

  snapshot(): AutoScalingSnapshot {
    return { targets: [...this.targets.values()], policies: this.policies.map(policySnapshot) };
  }

  /** Takes up targets and policies; what a policy has seen of its metric begins anew. */
  restore({ targets, policies }: AutoScalingSnapshot): void {
    for (const target of targets) this.targets.set(target.resourceId, target);
    this.policies.push(...policies.map(restoredPolicy));
  }

  /** The role by which Application Auto Scaling changes a service; CloudTrail names it. */
  get serviceRoleArn(): string {
    return `arn:aws:iam::${this.scope.accountId}:role/aws-service-role/${SERVICE_ROLE}/${ROLE_NAME}`;
  }

  /** What a registration is authorised on. */
  targetArn(resourceId: string): string {
    return this.targets.get(resourceId)?.arn ?? this.#scalableTargetArn('*');
  }

  advance(now: number): void {
    const minute = Math.floor(now / MINUTE_MS);
    if (minute === this.#minute) return;
    this.#minute = minute;
    for (const target of this.targets.values()) this.#holdLimits(target);
    for (const policy of this.policies) this.#track(policy, now);
  }

  /** The limits hold without any policy: a side scaled to 0 comes back when its minimum says so. */
  #holdLimits({ resourceId, minCapacity, maxCapacity, suspended }: ScalableTargetRecord): void {
    const service = this.#service(resourceId);
    if (service === undefined) return;
    const { desiredCount } = service;
    if (desiredCount < minCapacity && !suspended.DynamicScalingOutSuspended)
      this.#scale(service, minCapacity);
    if (desiredCount > maxCapacity && !suspended.DynamicScalingInSuspended) this.#scale(service, maxCapacity);
  }

  #track(policy: PolicyRecord, now: number): void {
    const target = this.targets.get(policy.resourceId);
    const service = this.#service(policy.resourceId);
    if (target === undefined || service === undefined) return;
    policy.minutes = [...policy.minutes, this.#metric(policy.metric, service)].slice(-this.#needed.scaleIn);
    const { desiredCount } = service;
    if (desiredCount === 0) return;
    const wanted = wantedCapacity(desiredCount, policy.targetValue, policy.minutes, this.#needed);
    const bounded = Math.min(target.maxCapacity, Math.max(target.minCapacity, wanted));
    const out = bounded > desiredCount;
    const cooldown = (out ? policy.scaleOutCooldownSeconds : policy.scaleInCooldownSeconds) * 1_000;
    const { DynamicScalingInSuspended, DynamicScalingOutSuspended } = target.suspended;
    const suspended = out ? DynamicScalingOutSuspended : DynamicScalingInSuspended;
    if (bounded === desiredCount || suspended || now - policy.actedAt < cooldown) return;
    policy.actedAt = now;
    this.#scale(service, bounded);
  }

  #metric(metric: TrackedMetric, service: ServiceRecord): number | undefined {
    if (metric === 'ECSServiceAverageCPUUtilization') return service.cpuPercent;
    const running = service.tasks.filter((task) => task.lastStatus === 'RUNNING').length;
    return running === 0 || service.requestsPerMinute === 0 ? undefined : service.requestsPerMinute / running;
  }

  /** Changes a service as AWS's own role does, which CloudTrail shows. */
  #scale(service: ServiceRecord, desiredCount: number): void {
    const input = { cluster: service.clusterName, service: service.name, desiredCount };
    this.#ecs.updateService(input.cluster, input.service, { desiredCount });
    const event = trailEvent(this.scope, {
      client: 'ECSClient',
      command: 'UpdateService',
      principal: { arn: this.serviceRoleArn },
      requestId: this.scope.id(),
      input,
      inputSchema: UpdateServiceRequest$,
    });
    if (event !== undefined) this.scope.publish(event);
  }

  #service(resourceId: string): ServiceRecord | undefined {
    const [kind, cluster = '', name = ''] = resourceId.split('/');
    return kind === 'service' ? this.#ecs.find(cluster, name) : undefined;
  }

  #newTarget(resourceId: string, input: RegisterScalableTargetCommandInput): ScalableTargetRecord {
    const { MinCapacity, MaxCapacity } = input;
    if (MinCapacity === undefined || MaxCapacity === undefined) {
      throw refused('MinCapacity and MaxCapacity are required to register a new scalable target');
    }
    return {
      arn: this.#scalableTargetArn(`0ec5${this.scope.id().slice(0, 28)}`),
      resourceId,
      createdAt: this.scope.clock.now(),
      minCapacity: MinCapacity,
      maxCapacity: MaxCapacity,
      suspended: {
        DynamicScalingInSuspended: false,
        DynamicScalingOutSuspended: false,
        ScheduledScalingSuspended: false,
      },
    };
  }

  #scalableTargetArn(id: string): string {
    return `arn:aws:application-autoscaling:${this.scope.region}:${this.scope.accountId}:scalable-target/${id}`;
  }

  #arn(resource: string): string {
    return `arn:aws:autoscaling:${this.scope.region}:${this.scope.accountId}:${resource}`;
  }
}
