import type {
  ContainerDefinition,
  RegisterTaskDefinitionCommandInput,
  TaskDefinition,
} from '@aws-sdk/client-ecs';
import type { AccountScope } from '../service.ts';
import type { EcsArns } from './arns.ts';
import { clientError } from './refusals.ts';

/** A registered task definition: what the scheduler needs is never missing. */
export interface RegisteredDefinition extends TaskDefinition {
  readonly taskDefinitionArn: string;
  readonly family: string;
  readonly revision: number;
  readonly containerDefinitions: ContainerDefinition[];
}

/** A definition as plain JSON; revisions of a family are in order. */
export type KeptDefinition = Omit<RegisteredDefinition, 'registeredAt' | 'deregisteredAt'> & {
  readonly registeredAt?: number;
};

function shownContainer(container: ContainerDefinition): ContainerDefinition {
  const portMappings = (container.portMappings ?? []).map((mapping) => ({
    hostPort: mapping.containerPort,
    protocol: 'tcp' as const,
    ...mapping,
  }));
  return {
    cpu: 0,
    essential: true,
    environment: [],
    mountPoints: [],
    volumesFrom: [],
    systemControls: [],
    ...container,
    portMappings,
  };
}

/** The families of task definitions and their revisions. */
export class TaskDefinitions {
  readonly #scope: AccountScope;
  readonly #arns: EcsArns;
  readonly #families = new Map<string, RegisteredDefinition[]>();

  constructor(scope: AccountScope, arns: EcsArns) {
    this.#scope = scope;
    this.#arns = arns;
  }

  /** The ARN that the next registration in a family gets. */
  nextArn(family: string): string {
    return this.#arns.taskDefinition(family, (this.#families.get(family)?.length ?? 0) + 1);
  }

  register(
    input: Omit<RegisterTaskDefinitionCommandInput, 'tags'>,
    registeredBy?: string,
  ): RegisteredDefinition {
    const { family = '', containerDefinitions = [], ...rest } = input;
    if (containerDefinitions.length === 0) throw clientError('Container list cannot be empty.');
    const revisions = this.#families.get(family) ?? [];
    const definition: RegisteredDefinition = {
      volumes: [],
      placementConstraints: [],
      ...rest,
      family,
      taskDefinitionArn: this.nextArn(family),
      revision: revisions.length + 1,
      containerDefinitions: containerDefinitions.map(shownContainer),
      status: 'ACTIVE',
      compatibilities: ['EC2', 'FARGATE'],
      registeredAt: new Date(this.#scope.clock.now()),
      ...(registeredBy !== undefined && { registeredBy }),
    };
    this.#families.set(family, [...revisions, definition]);
    return definition;
  }

  snapshot(): readonly KeptDefinition[] {
    return [...this.#families.values()].flat().map(({ registeredAt, ...kept }) => ({
      ...kept,
      ...(registeredAt && { registeredAt: registeredAt.getTime() }),
    }));
  }

  restore(snapshot: readonly KeptDefinition[]): void {
    for (const { registeredAt, ...kept } of snapshot) {
      const definition = { ...kept, ...(registeredAt && { registeredAt: new Date(registeredAt) }) };
      this.#families.set(kept.family, [...(this.#families.get(kept.family) ?? []), definition]);
    }
  }

  /** From then on no service takes the revision; those that run it go on. */
  deregister(reference: string | undefined): RegisteredDefinition | undefined {
    const definition = this.find(reference);
    if (definition) definition.status = 'INACTIVE';
    return definition;
  }

  /** By ARN, `family:revision` or `family` (its latest active revision). */
  find(reference: string | undefined): RegisteredDefinition | undefined {
    const [family = '', revision] = (reference?.split('task-definition/').at(-1) ?? '').split(':');
    const revisions = this.#families.get(family);
    return revision === undefined
      ? revisions?.findLast(({ status }) => status === 'ACTIVE')
      : revisions?.[Number(revision) - 1];
  }
}
