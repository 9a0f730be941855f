/** A service of two ECS services behind a balancer. */
export interface PairPlan {
  readonly type: 'ecs-pair';
  readonly tasks: number;
  readonly maxTasks: number;
  /** Requests per second with which one task uses all of its CPU. */
  readonly fullLoad: number;
  /** Whether target tracking scales it by its CPU. */
  readonly autoscaled?: boolean | undefined;
  /** Name of the host whose disk its tasks share. */
  readonly host?: string | undefined;
  /** Messages a second that one task works off. */
  readonly perTask?: number | undefined;
  /** What each request calls once: services, databases, providers; or the queue that it puts a message into. */
  readonly dependsOn?: readonly string[] | undefined;
  /** Name of the queue that it works off. */
  readonly consumes?: string | undefined;
}

/** A function behind an alias. */
export interface FunctionPlan {
  readonly type: 'lambda-alias';
  readonly reservedConcurrency?: number | undefined;
  /** Messages a second that one concurrent execution works off. */
  readonly perTask?: number | undefined;
  readonly dependsOn?: readonly string[] | undefined;
  readonly consumes?: string | undefined;
}

export interface QueuePlan {
  /** Messages a second that come from elsewhere. */
  readonly arrivals?: number | undefined;
}

export interface DatabasePlan {
  /** The service that answers for it. */
  readonly owner?: string | undefined;
}

/** Services with all that they call. Calls go one way: nothing calls itself, not even through others. */
export interface SystemPlan {
  readonly services: Readonly<Record<string, PairPlan | FunctionPlan>>;
  readonly databases?: Readonly<Record<string, DatabasePlan>> | undefined;
  readonly providers?: Readonly<Record<string, object>> | undefined;
  readonly queues?: Readonly<Record<string, QueuePlan>> | undefined;
}

/** The services and what they call, in an order in which whatever is called comes first. @throws RangeError on a cycle or an unknown name */
export function calledFirst(plan: SystemPlan): readonly string[] {
  const others = [plan.databases, plan.providers, plan.queues].flatMap((places) => Object.keys(places ?? {}));
  const done: string[] = [...others];
  const visit = (name: string, way: readonly string[]): void => {
    if (done.includes(name)) return;
    const service = plan.services[name];
    if (service === undefined) throw new RangeError(`${way.at(-1)} calls ${name}, which is not there.`);
    if (way.includes(name)) throw new RangeError(`${[...way, name].join(' calls ')}.`);
    for (const callee of service.dependsOn ?? []) visit(callee, [...way, name]);
    done.push(name);
  };
  for (const name of Object.keys(plan.services)) visit(name, []);
  return done.slice(others.length);
}
