import type { LambdaAliasTarget } from '../services/service.ts';

/** Something that is looked at to know how a service is. The id is the same in every run. */
export type Probe = EndpointProbe | TargetGroupProbe | EcsServiceProbe | FunctionProbe | AlarmProbe;

interface Named {
  readonly id: string;
}

export interface EndpointProbe extends Named {
  readonly kind: 'endpoint';
  readonly url: string;
  readonly expectStatus: number;
  readonly expectBody?: string;
  readonly timeoutMs: number;
  /** Addresses that may be reached although they are not public. */
  readonly allowed: readonly string[];
}

export interface TargetGroupProbe extends Named {
  readonly kind: 'target-group';
  readonly arn: string;
}

export interface EcsServiceProbe extends Named {
  readonly kind: 'ecs-service';
  readonly cluster: string;
  readonly service: string;
}

export interface FunctionProbe extends Named {
  readonly kind: 'function';
  readonly functionName: string;
  readonly alias: string;
  /** What counts as a bad request besides Lambda's own errors; its dimensions are complete. */
  readonly errors?: Omit<Extract<LambdaAliasTarget['errorMetric'], { type: 'custom' }>, 'type'>;
}

export interface AlarmProbe extends Named {
  readonly kind: 'alarm';
  readonly name: string;
}

export type ProbeKind = Probe['kind'] | 'certificate';
