import type { AccountScope, Observation } from '../service.ts';

const NAMESPACE = 'AWS/ApplicationELB';
const BUCKET_MS = 5_000;

/** The part of an ELBv2 ARN that CloudWatch uses as a dimension: `app/name/id` or `targetgroup/name/id`. */
export function dimensionOf(arn: string): string {
  const resource = arn.split(':').slice(5).join(':');
  return resource.startsWith('loadbalancer/') ? resource.slice('loadbalancer/'.length) : resource;
}

interface Tally {
  readonly observation: Observation;
  count: number;
}

/** The tallies of one set of dimensions, by metric and value. */
class Series {
  readonly #dimensions: Observation['dimensions'];
  readonly #tallies = new Map<string, Tally>();

  constructor(dimensions: Observation['dimensions']) {
    this.#dimensions = dimensions;
  }

  add(at: number, metric: string, value: number, unit: string, count: number): void {
    const key = `${metric}|${value}`;
    const tally = this.#tallies.get(key);
    if (tally !== undefined) {
      tally.count += count;
      return;
    }
    const observation = { namespace: NAMESPACE, metric, dimensions: this.#dimensions, at, value, unit };
    this.#tallies.set(key, { observation, count });
  }

  handOver(record: AccountScope['record']): void {
    for (const { observation, count } of this.#tallies.values()) record({ ...observation, count });
    this.#tallies.clear();
  }
}

/** Series of one load balancer: of itself, and of each target group behind it. */
class BalancerSeries {
  readonly whole: Series;
  readonly #name: string;
  readonly #groups = new Map<string, Series>();

  constructor(loadBalancerArn: string) {
    this.#name = dimensionOf(loadBalancerArn);
    this.whole = new Series({ LoadBalancer: this.#name });
  }

  group(arn: string): Series {
    const known = this.#groups.get(arn);
    if (known !== undefined) return known;
    const made = new Series({ TargetGroup: dimensionOf(arn), LoadBalancer: this.#name });
    this.#groups.set(arn, made);
    return made;
  }

  handOver(record: AccountScope['record']): void {
    for (const series of [this.whole, ...this.#groups.values()]) series.handOver(record);
  }
}

/**
 * Turns requests into the observations an Application Load Balancer makes. Equal ones are put together for
 * five seconds, which never cross a minute, so that a busy listener costs a handful of records.
 */
export class RequestMeter {
  readonly #record: AccountScope['record'];
  readonly #balancers = new Map<string, BalancerSeries>();
  #bucket = 0;

  constructor(record: AccountScope['record']) {
    this.#record = record;
  }

  /** Requests that were handed to a target of a group. */
  chosen(at: number, loadBalancerArn: string, groupArn: string, count: number): void {
    this.#both(at, loadBalancerArn, groupArn, 'RequestCount', 1, 'Count', count);
  }

  /** Answers that came from a target, each after `seconds`. */
  answered(
    at: number,
    loadBalancerArn: string,
    groupArn: string,
    status: number,
    seconds: number,
    count: number,
  ): void {
    if (count <= 0) return;
    const family = `HTTPCode_Target_${Math.floor(status / 100)}XX_Count`;
    this.#both(at, loadBalancerArn, groupArn, family, 1, 'Count', count);
    const rounded = Number(seconds.toPrecision(3));
    this.#both(at, loadBalancerArn, groupArn, 'TargetResponseTime', rounded, 'Seconds', count);
  }

  /** Targets that could not be reached, or that closed the connection on a request. */
  connectionErrors(at: number, loadBalancerArn: string, groupArn: string, count: number): void {
    this.#both(at, loadBalancerArn, groupArn, 'TargetConnectionErrorCount', 1, 'Count', count);
  }

  /** Answers that the balancer made itself: they carry no target group. */
  refused(at: number, loadBalancerArn: string, status: 502 | 503, count: number): void {
    if (count <= 0) return;
    this.advance(at);
    const { whole } = this.#balancer(loadBalancerArn);
    for (const metric of [`HTTPCode_ELB_${status}_Count`, 'HTTPCode_ELB_5XX_Count']) {
      whole.add(this.#bucket, metric, 1, 'Count', count);
    }
  }

  /** Hands over what was put together before the five seconds that `now` is in. */
  advance(now: number): void {
    const bucket = Math.floor(now / BUCKET_MS) * BUCKET_MS;
    if (bucket !== this.#bucket) this.flush();
    this.#bucket = bucket;
  }

  /** Hands over everything at once. */
  flush(): void {
    for (const balancer of this.#balancers.values()) balancer.handOver(this.#record);
  }

  #both(
    at: number,
    loadBalancerArn: string,
    groupArn: string,
    metric: string,
    value: number,
    unit: string,
    count: number,
  ): void {
    if (count <= 0) return;
    this.advance(at);
    const balancer = this.#balancer(loadBalancerArn);
    balancer.group(groupArn).add(this.#bucket, metric, value, unit, count);
    balancer.whole.add(this.#bucket, metric, value, unit, count);
  }

  #balancer(arn: string): BalancerSeries {
    const known = this.#balancers.get(arn);
    if (known !== undefined) return known;
    const made = new BalancerSeries(arn);
    this.#balancers.set(arn, made);
    return made;
  }
}
