import type { UsersSide } from '../data-plane/users-side.ts';
import type { Lambda } from '../lambda/lambda.ts';
import { provisionPricing } from '../lambda/samples/provision-pricing.ts';
import { provisionStorefront } from '../samples/storefront.ts';
import { behindBalancer } from './behind-balancer.ts';
import type { Callee } from './callee.ts';
import { Certificate } from './certificate.ts';
import { Database } from './database.ts';
import { Entry, type Swing } from './entry.ts';
import { FunctionWorkload } from './function-workload.ts';
import { Host } from './host.ts';
import { type Consumer, MessageQueue } from './message-queue.ts';
import { PairOfSystem } from './pair-of-system.ts';
import { calledFirst, type FunctionPlan, type PairPlan, type SystemPlan } from './plan.ts';
import { Provider } from './provider.ts';
import { type Instance, System } from './system.ts';
import type { WorkloadPart } from './workloads.ts';

const FUNCTION_VERSIONS = ['good', 'good', 'good'] as const;

export interface OpenSystemOptions {
  readonly users: UsersSide;
  readonly lambda: Lambda;
  readonly swing?: Swing | undefined;
}

/** What is being put together; the parts of a `System`, still growing. */
class Builder {
  readonly pairs = new Map<string, PairOfSystem>();
  readonly functions = new Map<string, FunctionWorkload>();
  readonly databases = new Map<string, Database>();
  readonly providers = new Map<string, Provider>();
  readonly queues = new Map<string, MessageQueue>();
  readonly hosts = new Map<string, Host>();
  readonly entries = new Map<string, Entry>();
  readonly callees = new Map<string, Callee>();
  readonly instances: Instance[] = [];
  readonly own: WorkloadPart[] = [];
  readonly #options: OpenSystemOptions;

  constructor(options: OpenSystemOptions) {
    this.#options = options;
  }

  get #scope() {
    return this.#options.users.scope;
  }

  addSurroundings({ databases = {}, providers = {}, queues = {} }: SystemPlan): void {
    for (const [name, { owner = name }] of Object.entries(databases)) {
      const database = this.#own(new Database(this.#scope, name));
      this.#callable(this.databases, name, database);
      this.#instance(database.instanceId, owner);
    }
    for (const name of Object.keys(providers)) this.#callable(this.providers, name, new Provider(name));
    for (const [name, { arrivals = 0 }] of Object.entries(queues)) {
      const queue = this.#own(new MessageQueue(this.#scope, name, arrivals));
      this.#callable(this.queues, name, queue);
    }
  }

  async addPair(name: string, plan: PairPlan): Promise<void> {
    const { users } = this.#options;
    const host = plan.host === undefined ? undefined : this.#host(plan.host);
    if (host) this.#instance(host.instanceId, name);
    const ecsServices = [`${name}-blue`, `${name}-green`];
    const callees = this.#calleesOf(plan);
    const workload = users.workloads.addPair({
      name,
      ecsServices,
      fullLoad: plan.fullLoad,
      callees,
      host,
    });
    this.own.push(workload);
    for (const callee of callees) if (callee instanceof Database) callee.callers.push(workload);
    const store = await provisionStorefront(users, {
      name,
      desiredCount: plan.tasks,
      maxCapacity: plan.maxTasks,
      targetTracking: plan.autoscaled ?? false,
      fullLoadPerMinute: plan.fullLoad * 60,
    });
    users.ecs.enableContainerInsights(store.cluster);
    const certificate = this.#own(new Certificate(this.#scope));
    this.pairs.set(name, new PairOfSystem(users, store, workload, certificate));
    const caller = users.modelCaller(store.listenerArn, '/checkout');
    this.#reachable(name, behindBalancer(name, caller));
    const takeAll = (messages: number, perTask: number) => {
      const working = workload.tasks.reduce((sum, { workShare }) => sum + workShare, 0);
      return Math.min(messages, Math.floor(perTask * this.#stepSeconds * working));
    };
    this.#worksOff(plan, (queue, perTask) => ({
      take: (_now, messages) => takeAll(messages, perTask),
      failed: (messages) => workload.messagesFailed(queue, messages),
    }));
  }

  addFunction(name: string, plan: FunctionPlan): void {
    const { lambda } = this.#options;
    const { alias, serverErrors } = provisionPricing(this.#scope, lambda, {
      name,
      versions: FUNCTION_VERSIONS,
    });
    lambda.reserveConcurrency(name, plan.reservedConcurrency);
    const callees = this.#calleesOf(plan);
    const stepSeconds = this.#stepSeconds;
    const options = { name, alias, serverErrors, callees, stepSeconds };
    const workload = new FunctionWorkload(this.#scope, lambda, options);
    this.functions.set(name, workload);
    this.#reachable(name, workload);
    this.#worksOff(plan, (_queue, perTask) => ({
      take: (now, messages) => workload.work(now, messages, perTask),
      failed: (messages) => workload.messagesFailed(messages),
    }));
  }

  build(): System {
    const { users, lambda } = this.#options;
    return new System(this, users, lambda, this.own);
  }

  get #stepSeconds(): number {
    return this.#options.users.stepMs / 1_000;
  }

  /** What others may call, and callers from outside too. */
  #reachable(name: string, callee: Callee): void {
    this.callees.set(name, callee);
    const entry = new Entry(callee, this.#scope.clock.now(), this.#options.swing);
    this.entries.set(name, this.#own(entry));
  }

  #callable<Part extends Callee>(parts: Map<string, Part>, name: string, part: Part): void {
    parts.set(name, part);
    this.callees.set(name, part);
  }

  #calleesOf({ dependsOn = [] }: PairPlan | FunctionPlan): readonly Callee[] {
    return dependsOn.flatMap((name) => this.callees.get(name) ?? []);
  }

  /** Makes a service the consumer of its queue, if it has one. */
  #worksOff(
    { consumes, perTask }: PairPlan | FunctionPlan,
    consumerOf: (queue: string, perTask: number) => Consumer,
  ): void {
    if (consumes === undefined || perTask === undefined) return;
    const queue = this.queues.get(consumes);
    if (queue === undefined) throw new RangeError(`There is no queue ${consumes}.`);
    queue.consumer = consumerOf(consumes, perTask);
  }

  #host(name: string): Host {
    const known = this.hosts.get(name);
    if (known !== undefined) return known;
    const host = this.#own(new Host(this.#scope, name));
    this.hosts.set(name, host);
    return host;
  }

  #instance(id: string, service: string): void {
    const { region, accountId, tags } = this.#scope;
    const arn = `arn:aws:ec2:${region}:${accountId}:instance/${id}`;
    this.instances.push({ id, arn, service });
    tags.set(arn, { 'operate:service': service });
  }

  #own<Part extends WorkloadPart>(part: Part): Part {
    this.own.push(part);
    return this.#options.users.workloads.add(part);
  }
}

/**
 * Provisions everything of a plan in an account of the model plane. Its tasks start at once and need some seconds
 * until they serve; nobody calls before `setLoad`.
 * @throws RangeError when the plan calls what is not there, or calls in a circle
 */
export async function openSystem(plan: SystemPlan, options: OpenSystemOptions): Promise<System> {
  const builder = new Builder(options);
  builder.addSurroundings(plan);
  for (const name of calledFirst(plan)) {
    const service = plan.services[name];
    if (service?.type === 'ecs-pair') await builder.addPair(name, service);
    else if (service !== undefined) builder.addFunction(name, service);
  }
  return builder.build();
}
