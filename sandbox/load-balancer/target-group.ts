import type { PlaneTask } from '../data-plane/data-plane.ts';
import { newTarget, type Target } from './target.ts';

export interface HealthCheck {
  readonly path: string;
  readonly intervalSeconds: number;
  readonly timeoutSeconds: number;
  readonly healthyThreshold: number;
  readonly unhealthyThreshold: number;
}

export const DEFAULT_HEALTH_CHECK: HealthCheck = {
  path: '/health',
  intervalSeconds: 10,
  timeoutSeconds: 5,
  healthyThreshold: 2,
  unhealthyThreshold: 2,
};

/** The running side of a target group: who is registered, who is healthy, who is next. */
export class TargetGroup {
  readonly arn: string;
  readonly healthCheck: HealthCheck;
  deregistrationDelaySeconds: number;
  readonly targets = new Map<string, Target>();
  /** False while no listener or rule names the group: the balancer then checks nobody. */
  inUse = false;
  /** Requests handed to targets since the group was made. */
  requests = 0;
  #next = 0;

  constructor(arn: string, healthCheck: HealthCheck, deregistrationDelaySeconds: number) {
    this.arn = arn;
    this.healthCheck = healthCheck;
    this.deregistrationDelaySeconds = deregistrationDelaySeconds;
  }

  register(address: string, port: number, task: PlaneTask, now: number): Target {
    const target = newTarget(address, port, task, now);
    this.targets.set(address, target);
    return target;
  }

  /** The target gets no new request; it is gone once it has answered those in flight, or the delay is over. */
  deregister(address: string, now: number): void {
    const target = this.targets.get(address);
    if (target === undefined || target.state === 'draining') return;
    target.state = 'draining';
    target.drainingUntil = now + this.deregistrationDelaySeconds * 1_000;
  }

  count(state: Target['state']): number {
    let count = 0;
    for (const target of this.targets.values()) if (target.state === state) count += 1;
    return count;
  }

  /** Who may get a request: the healthy ones; all of them when all are unhealthy (the group fails open). */
  candidates(): Target[] {
    const registered = [...this.targets.values()];
    const healthy = registered.filter((target) => target.state === 'healthy');
    return healthy.length > 0 ? healthy : registered.filter((target) => target.state === 'unhealthy');
  }

  /** The next target in turn; `undefined` when the group has none to give. */
  pick(except?: Target): Target | undefined {
    const candidates = this.candidates();
    const others = except === undefined ? candidates : candidates.filter((target) => target !== except);
    this.#next = (this.#next + 1) % Math.max(1, others.length);
    return others[this.#next];
  }

  advance(now: number): void {
    for (const target of this.targets.values()) {
      if (target.state === 'draining') this.#drain(target, now);
      else if (this.inUse && !target.checking && now >= target.nextCheckAt) this.#check(target, now);
    }
  }

  #drain(target: Target, now: number): void {
    if (target.inFlight > 0 && now < target.drainingUntil) return;
    this.targets.delete(target.address);
    target.onGone?.();
  }

  #check(target: Target, now: number): void {
    target.nextCheckAt = now + this.healthCheck.intervalSeconds * 1_000;
    target.checking = true;
    target.task.probe(this.healthCheck.path, (healthy) => {
      target.checking = false;
      if (target.state === 'draining') return;
      if (healthy) this.#passed(target);
      else this.#failed(target);
    });
  }

  /** A new target needs one pass, a target that was unhealthy needs the threshold. */
  #passed(target: Target): void {
    target.failures = 0;
    target.successes += 1;
    const needed = target.state === 'initial' ? 1 : this.healthCheck.healthyThreshold;
    if (target.successes >= needed) target.state = 'healthy';
  }

  #failed(target: Target): void {
    target.successes = 0;
    target.failures += 1;
    if (target.failures >= this.healthCheck.unhealthyThreshold) target.state = 'unhealthy';
  }
}
