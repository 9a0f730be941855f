import type { AccountScope } from '../service.ts';

/** ARNs of ECS in one account and region. */
export class EcsArns {
  readonly #prefix: string;

  constructor({ region, accountId }: Pick<AccountScope, 'region' | 'accountId'>) {
    this.#prefix = `arn:aws:ecs:${region}:${accountId}`;
  }

  cluster(name: string): string {
    return `${this.#prefix}:cluster/${name}`;
  }

  service(cluster: string, name: string): string {
    return `${this.#prefix}:service/${cluster}/${name}`;
  }

  task(cluster: string, id: string): string {
    return `${this.#prefix}:task/${cluster}/${id}`;
  }

  taskDefinition(family: string, revision: number): string {
    return `${this.#prefix}:task-definition/${family}:${revision}`;
  }

  /** What `ListTasks` is authorised on. */
  anyContainerInstance(cluster: string): string {
    return `${this.#prefix}:container-instance/${cluster}/*`;
  }
}

/** The last part of an ARN, or the name itself. */
export function nameOf(arnOrName: string): string {
  return arnOrName.slice(arnOrName.lastIndexOf('/') + 1);
}
