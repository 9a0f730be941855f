import type { LambdaAliasTarget, PinnedVersion, Side, VersionSource } from './service.ts';

/** What was read of a user's resources; nothing in here is decided yet. */
export type Facts = EcsPairFacts | LambdaAliasFacts;

export type Tags = Readonly<Record<string, string>>;

interface CommonFacts {
  readonly environment: string;
  readonly name: string;
  readonly versionSource: VersionSource;
  /** Whether the version source is there. */
  readonly sourceExists: boolean;
  /** Alarms that were named but do not exist. */
  readonly missingAlarms: readonly string[];
}

export interface Attachment {
  readonly targetGroup: string;
  readonly container: string;
  readonly port: number;
}

export interface EcsServiceFacts {
  readonly arn: string;
  readonly controller: string;
  /** ROLLING, or one of ECS's own blue-green strategies. */
  readonly strategy: string;
  readonly circuitBreaker: { readonly enable: boolean; readonly rollback: boolean };
  readonly attachments: readonly Attachment[];
  /** Names by which clients in the mesh find it; empty when it is in none. */
  readonly serviceConnect: readonly string[];
  /** Registries of Cloud Map that its tasks are in, by ARN. */
  readonly cloudMap: readonly string[];
  readonly taskDefinition: string;
  readonly desiredCount: number;
  readonly tags: Tags;
  /** The members of CreateService that a second service like it needs. */
  readonly network?: Readonly<Record<string, unknown>>;
  readonly launchType?: string;
}

export interface TargetGroupFacts {
  readonly arn: string;
  readonly name: string;
  readonly sticky: boolean;
  readonly protocol: string;
  readonly port: number;
  readonly vpc: string;
  readonly targetType: string;
  readonly healthCheckPath: string;
  readonly healthCheck: HealthCheckFacts;
  readonly deregistrationSeconds: number;
  readonly tags: Tags;
}

export interface HealthCheckFacts {
  readonly intervalSeconds: number;
  readonly timeoutSeconds: number;
  readonly healthyThreshold: number;
  readonly unhealthyThreshold: number;
  /** Status codes that count as healthy, such as `200-299`. */
  readonly codes: string;
}

/** One action of a listener or rule, as ELBv2 describes it. */
export type ActionFacts = Readonly<Record<string, unknown>> & { readonly Type?: string | undefined };

/** A listener's default action or one of its rules. */
export interface RouteFacts {
  readonly kind: 'listener' | 'rule';
  readonly arn: string;
  readonly listener: string;
  /** `http` or `https`, and the port callers use. */
  readonly protocol: string;
  readonly port: number;
  /** 0 for a listener's default action. */
  readonly priority: number;
  readonly groups: readonly { readonly targetGroup: string; readonly weight: number }[];
  readonly forwards: number;
  readonly sticky: boolean;
  readonly actions: readonly ActionFacts[];
  readonly headers: Readonly<Record<string, string>>;
  readonly hosts: readonly string[];
  readonly paths: readonly string[];
  readonly tags: Tags;
}

export interface LoadBalancerFacts {
  readonly arn: string;
  readonly type: string;
  readonly scheme: 'internet-facing' | 'internal';
  readonly dnsName: string;
  /** Every way in: default actions and rules of all its listeners. */
  readonly routes: readonly RouteFacts[];
}

export interface SideFacts {
  /** Name of the ECS service, whether it is there or not. */
  readonly service: string;
  readonly ecs?: EcsServiceFacts;
  readonly targetGroup?: TargetGroupFacts;
  /** Target groups that the ECS service registers its tasks in besides the side's. */
  readonly otherGroups: readonly { readonly name: string; readonly protocol: string }[];
  readonly scaling?: ScalingFacts;
}

export interface ScalingFacts {
  readonly min: number;
  readonly max: number;
  readonly policies: readonly ScalingPolicyFacts[];
}

export interface ScalingPolicyFacts {
  readonly name: string;
  /** Such as TargetTrackingScaling. */
  readonly type: string;
  /** The configuration of target tracking, as Application Auto Scaling describes it. */
  readonly tracking?: Readonly<Record<string, unknown>>;
}

export interface EcsPairFacts extends CommonFacts {
  readonly type: 'ecs-pair';
  readonly cluster: string;
  readonly container?: string;
  readonly sides: Readonly<Record<Side, SideFacts>>;
  readonly loadBalancer?: LoadBalancerFacts;
  /** ARN of the listener or rule that carries production traffic. */
  readonly production: string;
  /** ARNs of the test rules, as far as they were named. */
  readonly testRules: Readonly<Partial<Record<Side, string>>>;
  /** Base URLs that were named instead of the balancer's own. */
  readonly urls: { readonly production?: string; readonly test?: string };
  /** What runs on the side that has the traffic; absent when it cannot be pinned. */
  readonly liveVersion?: PinnedVersion;
  /** ARNs of the roles in the task definition of the side that is there; absent when there is none to copy. */
  readonly taskRoles?: readonly string[];
  /** ARN patterns of the roles that the driver may pass to ECS. */
  readonly passableRoles: readonly string[];
}

export interface LambdaAliasFacts extends CommonFacts {
  readonly type: 'lambda-alias';
  readonly functionName: string;
  readonly alias: string;
  readonly functionExists: boolean;
  readonly functionArn?: string;
  /** What the alias points to; absent when there is no such alias. */
  readonly version?: string;
  /** Shares of other versions under the alias. */
  readonly otherVersions: readonly string[];
  readonly tags: Tags;
  readonly probe?: Readonly<Record<string, unknown>>;
  readonly errorMetric?: LambdaAliasTarget['errorMetric'];
}
