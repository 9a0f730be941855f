import { drawLatencies } from '../data-plane/model/latencies.ts';
import { ModelTask } from '../data-plane/model/model-task.ts';
import { binomial, type Random } from '../data-plane/model/sampling.ts';
import type { RequestMeter } from '../load-balancer/request-meter.ts';
import type { Router } from '../load-balancer/router.ts';
import type { Target } from '../load-balancer/target.ts';
import type { TargetGroup } from '../load-balancer/target-group.ts';
import { Rate } from './rate.ts';
import type { TrafficOptions } from './traffic.ts';
import { TrafficLog } from './traffic-log.ts';

/** How requests ended that were sent at once. */
interface Sent {
  readonly failed: number;
  readonly refused: number;
  /** All of their latencies together. */
  readonly seconds: number;
}

function modelOf(target: Target): ModelTask {
  if (target.task instanceof ModelTask) return target.task;
  throw new TypeError(`The task ${target.task.id} is a real process; the model cannot count its requests.`);
}

/** Callers as counts: in each step the due requests are split by the weights and end as their tasks' behaviour says. */
export class ModelCallers {
  readonly log: TrafficLog;
  readonly #router: Router;
  readonly #meter: RequestMeter;
  readonly #random: Random;
  readonly #rate: Rate;
  readonly #path: string;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #postShare: number;
  #turn = 0;
  /** Of the requests that are being sent. */
  #answered = { succeeded: 0, refused: 0, seconds: 0 };

  constructor(router: Router, options: TrafficOptions, meter: RequestMeter, random: Random, now: number) {
    this.log = new TrafficLog(options.keep);
    this.#router = router;
    this.#meter = meter;
    this.#random = random;
    this.#rate = new Rate(options.requestsPerSecond, now);
    this.#path = options.path ?? '/checkout';
    this.#headers = options.headers ?? {};
    this.#postShare = options.postShare ?? 0.2;
  }

  setRate(requestsPerSecond: number): void {
    this.#rate.set(requestsPerSecond);
  }

  advance(now: number): void {
    this.send(now, this.#rate.due(now));
  }

  /** Sends so many requests at once, and answers how they ended; `refused` are those that the balancer answered. */
  send(now: number, due: number): Sent {
    const before = this.#answered;
    this.#answered = { succeeded: 0, refused: 0, seconds: 0 };
    this.#send(now, due);
    const { succeeded, refused, seconds } = this.#answered;
    this.#answered = before;
    return { failed: due - succeeded, refused, seconds };
  }

  #send(now: number, due: number): void {
    if (due === 0) return;
    const plan = this.#router.plan({ path: this.#path, headers: this.#headers }, now);
    if (plan.type === 'fixed-response') {
      this.log.record(now, undefined, plan.status, due);
      return;
    }
    const counts = plan.share.split(due);
    const split = counts.reduce((sum, count) => sum + count, 0);
    for (const [index, { group }] of plan.share.receivers.entries()) {
      this.#toGroup(now, group, counts[index] ?? 0);
    }
    this.#refuse(now, 503, due - split);
  }

  #toGroup(now: number, group: TargetGroup, count: number): void {
    const targets = group.candidates();
    if (targets.length === 0) {
      this.#refuse(now, 503, count);
      return;
    }
    group.requests += count;
    this.#meter.chosen(now, this.#router.loadBalancerArn, group.arn, count);
    const lost = this.#toTargets(now, group, targets, count);
    if (lost === 0) return;
    this.#meter.connectionErrors(now, this.#router.loadBalancerArn, group.arn, lost);
    this.#again(now, group, targets, lost);
  }

  /** What is not a POST goes to another target once, as the live balancer does it. */
  #again(now: number, group: TargetGroup, targets: readonly Target[], lost: number): void {
    const alive = targets.filter((target) => target.task.state === 'running');
    const posts = binomial(lost, this.#postShare, this.#random);
    const repeated = alive.length === 0 ? 0 : lost - posts;
    const lostAgain = this.#toTargets(now, group, alive, repeated);
    this.#meter.connectionErrors(now, this.#router.loadBalancerArn, group.arn, lostAgain);
    this.#refuse(now, 502, lost - repeated + lostAgain);
  }

  /** Gives each target its even part, the remainder in turn; answers how many found no one. */
  #toTargets(now: number, group: TargetGroup, targets: readonly Target[], count: number): number {
    if (targets.length === 0) return count;
    const each = Math.floor(count / targets.length);
    const rest = count - each * targets.length;
    let finished = 0;
    for (const [index, target] of targets.entries()) {
      const extra = (index + this.#turn) % targets.length < rest ? 1 : 0;
      finished += this.#serve(now, group, modelOf(target), each + extra);
    }
    this.#turn += 1;
    return count - finished;
  }

  #serve(now: number, group: TargetGroup, task: ModelTask, count: number): number {
    const finished = task.serve(count);
    const { errorShare, latencyMedianMs, latencySigma, addedSeconds } = task.ending(finished);
    let errors = binomial(finished, errorShare, this.#random);
    task.logErrors(errors, this.#path);
    this.log.record(now, task.version, 500, errors);
    this.log.record(now, task.version, 200, finished - errors);
    this.#answered.succeeded += finished - errors;
    for (const { seconds: own, count: alike } of drawLatencies(
      finished,
      latencyMedianMs,
      latencySigma,
      this.#random,
    )) {
      const failed = Math.min(errors, alike);
      const seconds = own + addedSeconds;
      this.#answered.seconds += seconds * alike;
      errors -= failed;
      this.#meter.answered(now, this.#router.loadBalancerArn, group.arn, 500, seconds, failed);
      this.#meter.answered(now, this.#router.loadBalancerArn, group.arn, 200, seconds, alike - failed);
    }
    return finished;
  }

  #refuse(now: number, status: 502 | 503, count: number): void {
    this.#answered.refused += count;
    this.#meter.refused(now, this.#router.loadBalancerArn, status, count);
    this.log.record(now, undefined, status, count);
  }
}
