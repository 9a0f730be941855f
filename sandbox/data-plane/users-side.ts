import { type Clock, systemClock } from '../../functions/clock.ts';
import {
  ApplicationAutoScaling,
  type AutoScalingOptions,
} from '../application-autoscaling/application-auto-scaling.ts';
import type { AutoScalingSnapshot } from '../application-autoscaling/snapshot.ts';
import { AutoScaling } from '../auto-scaling/auto-scaling.ts';
import { every } from '../clock/every.ts';
import { Ecr, type EcrSnapshot } from '../ecr/ecr.ts';
import { Ecs } from '../ecs/ecs.ts';
import type { EcsSnapshot } from '../ecs/snapshot.ts';
import { Elbv2, type Elbv2Options } from '../elbv2/elbv2.ts';
import type { Elbv2Snapshot } from '../elbv2/snapshot.ts';
import type { AccountScope, SandboxService } from '../service.ts';
import type { Invoke } from '../traffic/invocations.ts';
import { invokeAtRealRate, SteppedInvocations } from '../traffic/invocations.ts';
import type { ModelCallers } from '../traffic/model-callers.ts';
import type { Traffic, TrafficOptions } from '../traffic/traffic.ts';
import { Workloads } from '../workloads/workloads.ts';
import type { DataPlane } from './data-plane.ts';
import { type Advancing, Heartbeat } from './heartbeat.ts';
import { LivePlane } from './live/live-plane.ts';
import { ModelPlane } from './model/model-plane.ts';

export interface UsersSideOptions extends Elbv2Options, AutoScalingOptions {
  readonly plane: DataPlane['kind'];
  /** Sandbox milliseconds between two steps. Default 1,000. */
  readonly stepMs?: number;
  /** Real time, for request rates of the live plane. */
  readonly pace?: Clock;
  /** Called after every change that somebody made, and after every step. */
  readonly changed?: () => void;
}

/** All that is configured on the users' side, as plain JSON. */
export interface UsersSnapshot {
  readonly tags: readonly (readonly [arn: string, tags: Readonly<Record<string, string>>])[];
  readonly ecr: EcrSnapshot;
  readonly elbv2: Elbv2Snapshot;
  readonly ecs: EcsSnapshot;
  readonly autoScaling: AutoScalingSnapshot;
}

/** The users' side of an account: containers, balancers, autoscaling, and the callers they serve. */
export class UsersSide {
  /** What is known of services beyond their behaviour; of the model plane only. */
  readonly workloads: Workloads;
  readonly plane: DataPlane;
  readonly ecr: Ecr;
  readonly elbv2: Elbv2;
  readonly ecs: Ecs;
  readonly autoScaling: ApplicationAutoScaling;
  /** Groups of instances; in memory only. */
  readonly autoScalingGroups: AutoScaling;
  readonly scope: AccountScope;
  readonly #pace: Clock;
  readonly #heartbeat: Heartbeat;
  readonly #invocations = new Set<Traffic & Partial<Advancing>>();
  readonly #stopped = new AbortController();
  readonly #beating: Promise<void>;

  /** Begins to act at once; `close` ends it. */
  constructor(scope: AccountScope, options: UsersSideOptions) {
    this.scope = scope;
    this.#pace = options.pace ?? systemClock;
    this.workloads = new Workloads(scope);
    this.plane =
      options.plane === 'live' ? new LivePlane(scope, this.#pace) : new ModelPlane(scope, this.workloads);
    this.ecr = new Ecr(scope);
    this.elbv2 = new Elbv2(scope, this.plane, options);
    this.ecs = new Ecs(scope, this.plane, this.ecr, this.elbv2, options.changed, options.estate);
    this.autoScaling = new ApplicationAutoScaling(scope, this.ecs, options);
    this.autoScalingGroups = new AutoScaling(scope);
    const callers = { advance: (now: number) => this.#advanceInvocations(now) };
    const parts = [this.plane, callers, this.workloads, this.elbv2, this.ecs, this.autoScaling];
    this.#heartbeat = new Heartbeat(parts, scope.clock.now(), options.stepMs);
    const beat = () => {
      this.#heartbeat.advance(scope.clock.now());
      options.changed?.();
    };
    this.#beating = every(scope.clock, this.#heartbeat.stepMs, beat, this.#stopped.signal);
  }

  /** The services that answer SDK calls. */
  get services(): readonly SandboxService[] {
    return [this.ecr, this.elbv2, this.ecs, this.autoScaling, this.autoScalingGroups];
  }

  snapshot(): UsersSnapshot {
    const { ecr, elbv2, ecs, autoScaling, scope } = this;
    return {
      // Tasks end with the process, and their tags with them.
      tags: [...scope.tags].filter(([arn]) => !arn.includes(':task/')),
      ecr: ecr.snapshot(),
      elbv2: elbv2.snapshot(),
      ecs: ecs.snapshot(),
      autoScaling: autoScaling.snapshot(),
    };
  }

  /** Takes up what an earlier process left; tasks start anew, and ports may be others. */
  async restore({ tags, ecr, elbv2, ecs, autoScaling }: UsersSnapshot): Promise<void> {
    for (const [arn, kept] of tags) this.scope.tags.set(arn, kept);
    this.ecr.restore(ecr);
    await this.elbv2.restore(elbv2);
    this.ecs.restore(ecs);
    this.autoScaling.restore(autoScaling);
  }

  /** Callers of a listener, at a rate per real second (live) or sandbox second (model). */
  call(listenerArn: string, options: TrafficOptions): Traffic {
    return this.plane.generate(this.elbv2.front(listenerArn), options);
  }

  /** Sandbox milliseconds between two steps. */
  get stepMs(): number {
    return this.#heartbeat.stepMs;
  }

  /** A caller of a listener that sends when it is told to. @throws TypeError on the live plane, where requests are real */
  modelCaller(listenerArn: string, path: string): ModelCallers {
    const { plane } = this;
    if (!(plane instanceof ModelPlane)) throw new TypeError('Callers that count exist on the model plane.');
    return plane.caller(this.elbv2.front(listenerArn), path);
  }

  /** Callers of a function, at a rate per real second (live) or sandbox second (model). */
  invoke(invoke: Invoke, requestsPerSecond: number): Traffic {
    const { clock } = this.scope;
    const traffic: Traffic & Partial<Advancing> =
      this.plane.kind === 'live'
        ? invokeAtRealRate(invoke, requestsPerSecond, this.#pace, clock)
        : new SteppedInvocations(invoke, requestsPerSecond, clock);
    this.#invocations.add(traffic);
    const stop = async () => {
      await traffic.stop();
      this.#invocations.delete(traffic);
    };
    return { log: traffic.log, setRate: (perSecond) => traffic.setRate(perSecond), stop };
  }

  /** Ends every caller, listener and task; rejects with what a step threw. */
  async close(): Promise<void> {
    this.#stopped.abort();
    await Promise.all([...this.#invocations].map((traffic) => traffic.stop()));
    await this.plane.close();
    await this.#beating;
  }

  #advanceInvocations(now: number): void {
    for (const traffic of this.#invocations) traffic.advance?.(now);
  }
}
