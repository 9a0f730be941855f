import type { UsersSide } from '../data-plane/users-side.ts';
import { dimensionOf } from '../load-balancer/request-meter.ts';
import { SIDES, type Side, type Storefront } from '../samples/storefront.ts';
import type { Certificate } from './certificate.ts';
import type { PairWorkload } from './pair-workload.ts';

/** A service of a system that is a pair: what stands in the account, and what its tasks are like. */
export class PairOfSystem {
  readonly name: string;
  readonly store: Storefront;
  readonly workload: PairWorkload;
  readonly certificate: Certificate;
  readonly #users: UsersSide;

  constructor(users: UsersSide, store: Storefront, workload: PairWorkload, certificate: Certificate) {
    this.name = store.name;
    this.store = store;
    this.workload = workload;
    this.certificate = certificate;
    this.#users = users;
  }

  /** The side that gets more of the traffic. */
  get serving(): Side {
    const [blue, green] = SIDES.map((side) => this.#weightOf(side));
    return (green ?? 0) > (blue ?? 0) ? 'green' : 'blue';
  }

  /** The dimensions of its balancer's metrics, whichever side answers. */
  get balancerDimensions(): Readonly<Record<string, string>> {
    return { LoadBalancer: dimensionOf(this.store.loadBalancerArn) };
  }

  /** The dimensions of a side's metrics in ECS. */
  serviceDimensions(side: Side): Readonly<Record<string, string>> {
    return { ClusterName: this.store.cluster, ServiceName: this.store.sides[side].serviceName };
  }

  /** Somebody sets the serving side to so many tasks, and lets its scaling go as low; the end of it sets them back. */
  scaleTo(tasks: number): () => void {
    const side = this.store.sides[this.serving];
    const service = this.#service(this.serving);
    const { desiredCount } = service;
    const minCapacity = this.#users.autoScaling.targets.get(side.resourceId)?.minCapacity ?? desiredCount;
    this.#set(side.serviceName, side.resourceId, tasks, tasks);
    return () => {
      if (service.desiredCount === tasks)
        this.#set(side.serviceName, side.resourceId, desiredCount, minCapacity);
    };
  }

  #weightOf(side: Side): number {
    const { listenerArn, sides } = this.store;
    const [action] = this.#users.elbv2.inventory.listener(listenerArn).defaultActions;
    const groups = action?.ForwardConfig?.TargetGroups ?? [];
    return groups.find(({ TargetGroupArn }) => TargetGroupArn === sides[side].targetGroupArn)?.Weight ?? 0;
  }

  #service(side: Side) {
    return this.#users.ecs.service(this.store.cluster, this.store.sides[side].serviceName);
  }

  #set(serviceName: string, ResourceId: string, desiredCount: number, MinCapacity: number): void {
    this.#users.autoScaling.register({
      ServiceNamespace: 'ecs',
      ScalableDimension: 'ecs:service:DesiredCount',
      ResourceId,
      MinCapacity,
    });
    this.#users.ecs.updateService(this.store.cluster, serviceName, { desiredCount });
  }
}
