/** A version that can be served again byte for byte, however its tag moves. */
export type PinnedVersion =
  | {
      readonly kind: 'image';
      /** What the user asked for, such as a tag. */
      readonly label: string;
      /** `repository-uri@sha256:...` */
      readonly image: string;
      /** Known once the version has been prepared. */
      readonly taskDefinition?: string;
    }
  | { readonly kind: 'task-definition'; readonly label: string; readonly taskDefinition: string }
  | { readonly kind: 'lambda-version'; readonly label: string; readonly version: string };

/** Where a service's versions come from; anything else is refused at registration. */
export type VersionSource =
  | { readonly type: 'ecr'; readonly repository: string }
  | { readonly type: 'task-definition'; readonly family: string }
  | { readonly type: 'lambda-version' };

export type Side = 'blue' | 'green';

export interface EcsSide {
  /** Name of the ECS service. */
  readonly service: string;
  readonly targetGroup: string;
}

/** Two ECS services behind one ALB; production weights live on one listener or one of its rules. */
export interface EcsPairTarget {
  readonly type: 'ecs-pair';
  readonly cluster: string;
  readonly container: string;
  readonly sides: Readonly<Record<Side, EcsSide>>;
  readonly production: { readonly kind: 'listener' | 'rule'; readonly arn: string };
  /**
   * How a tagged request reaches either side whatever the weights are: which side is idle changes with every
   * promotion, so each side has a rule of its own, told apart by the header's value.
   */
  readonly test: {
    readonly url: string;
    readonly rules: Readonly<Record<Side, string>>;
    readonly headers: Readonly<Record<Side, Readonly<Record<string, string>>>>;
  };
  /** Where tagged probes through the production listener are sent. */
  readonly productionUrl: string;
}

/** A Lambda alias that splits traffic between two published versions. */
export interface LambdaAliasTarget {
  readonly type: 'lambda-alias';
  readonly functionName: string;
  readonly alias: string;
  /** The event that proves health; a version that answers it without an error (and below 500) is healthy. */
  readonly probe: Readonly<Record<string, unknown>>;
  /** What counts as a bad request: Lambda's own errors, or a metric per version that the function emits. */
  readonly errorMetric:
    | { readonly type: 'lambda-errors' }
    | {
        readonly type: 'custom';
        readonly namespace: string;
        readonly metric: string;
        /** The metric's dimensions; the value `{version}` stands for the version's number. */
        readonly dimensions: Readonly<Record<string, string>>;
      };
}

export type Target = EcsPairTarget | LambdaAliasTarget;

/** A gate that must answer PASSED before a deployment changes anything. */
export type VerificationGate =
  | { readonly type: 'lambda'; readonly name: string; readonly functionName: string }
  | { readonly type: 'https'; readonly name: string; readonly url: string };

/** What was deployed and can be deployed again; newest first in the record. */
export interface KeptVersion {
  readonly pinned: PinnedVersion;
  readonly deploymentId: string;
  /** ISO 8601. */
  readonly promotedAt: string;
}

/** The previous version, still running beside the live one until the rollback window closes. */
export interface WarmSpare {
  readonly pinned: PinnedVersion;
  /** The deployment whose promotion opened the window; scale-in is conditional on it. */
  readonly deploymentId: string;
  readonly closesAt: string;
  readonly side?: Side;
}

/** What an endpoint has to answer to a GET to be well. */
export interface HealthEndpoint {
  readonly url: string;
  /** 200 when missing; redirects are not followed. */
  readonly expectStatus?: number;
  /** Text that the first 64 KiB of the body have to contain. */
  readonly expectBody?: string;
  /** For the whole answer; 3,000 when missing. */
  readonly timeoutMs?: number;
}

/** How a service is watched, by schedule as well. */
export interface HealthWatch {
  readonly endpoints: readonly HealthEndpoint[];
  /** Addresses and networks beside the public ones that its endpoints may have. */
  readonly allowAddresses?: readonly string[];
}

export interface ServiceRecord {
  readonly environment: string;
  readonly name: string;
  readonly target: Target;
  readonly versionSource: VersionSource;
  readonly criteria: Readonly<Record<string, string>>;
  readonly gates: readonly VerificationGate[];
  readonly approvalRequired: boolean;
  readonly rollbackWindowSeconds: number;
  /** CloudWatch alarms of the service; one that starts to fire during a rollout ends it. */
  readonly alarms: readonly string[];
  /** Names of objectives of the environment that have a say in every rollout; none when missing. */
  readonly slos?: readonly string[];
  /** Names of services of the same environment that it needs; none when missing. */
  readonly dependsOn?: readonly string[];
  /** The name that its traces have in X-Ray; without it they are not asked for. */
  readonly tracedAs?: string;
  /** Main metrics whose anomalies open incidents; of all others an anomaly is evidence only. */
  readonly anomalyAlarms?: readonly string[];
  /** Without it the service is looked at when somebody asks, and never by schedule. */
  readonly health?: HealthWatch;
  readonly live?: KeptVersion & { readonly side?: Side };
  readonly spare?: WarmSpare;
  readonly kept: readonly KeptVersion[];
  readonly registeredAt: string;
}

/** How many promoted versions a service keeps for a cold rollback. */
export const KEPT_VERSIONS = 10;
