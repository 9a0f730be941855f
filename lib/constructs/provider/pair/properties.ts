import type { Side } from '../../../../core/services/service.ts';
import { type Properties, ResourceRefused } from '../custom-resource.ts';

export interface PairSide {
  /** Name of its ECS service. */
  readonly service: string;
  /** ARN of its target group. */
  readonly targetGroup: string;
}

export interface Capacity {
  readonly min: number;
  readonly max: number;
}

/** A pair as its template declares it. */
export interface Pair {
  /** Name of the service in Operate: the value of its tags. */
  readonly service: string;
  readonly cluster: string;
  readonly sides: Readonly<Record<Side, PairSide>>;
  /** What the first tasks run; later revisions are deployed. */
  readonly taskDefinition: string;
  /** How many tasks the first side begins with. */
  readonly desiredCount: number;
  readonly container: string;
  readonly port: number;
  readonly network: {
    readonly subnets: readonly string[];
    readonly securityGroups: readonly string[];
    readonly assignPublicIp: boolean;
  };
  readonly graceSeconds: number;
  readonly listener: string;
  readonly priority: number;
  readonly hosts: readonly string[];
  readonly paths: readonly string[];
  readonly capacity?: Capacity;
}

/** Reads the properties of the custom resource. @throws ResourceRefused for what is missing or of the wrong form */
export function pairOf(properties: Properties): Pair {
  const read = new PropertyReader(properties);
  const min = read.optional('MinCapacity');
  const side = (name: string) => ({
    service: read.text(`${name}Service`),
    targetGroup: read.text(`${name}TargetGroup`),
  });
  return {
    service: read.text('Service'),
    cluster: read.text('Cluster'),
    sides: { blue: side('Blue'), green: side('Green') },
    taskDefinition: read.text('TaskDefinition'),
    desiredCount: read.count('DesiredCount'),
    container: read.text('Container'),
    port: read.count('Port'),
    network: {
      subnets: read.list('Subnets'),
      securityGroups: read.list('SecurityGroups'),
      assignPublicIp: read.text('AssignPublicIp') === 'true',
    },
    graceSeconds: read.count('GraceSeconds'),
    listener: read.text('Listener'),
    priority: read.count('Priority'),
    hosts: read.list('Hosts'),
    paths: read.list('Paths'),
    ...(min !== undefined && {
      capacity: { min: read.count('MinCapacity'), max: read.count('MaxCapacity') },
    }),
  };
}

/** CloudFormation hands scalars over as text, and lists as lists of text. */
class PropertyReader {
  readonly #properties: Properties;

  constructor(properties: Properties) {
    this.#properties = properties;
  }

  optional(name: string): string | undefined {
    const value = this.#properties[name];
    return value === undefined ? undefined : String(value);
  }

  text(name: string): string {
    const value = this.optional(name);
    if (value === undefined || value === '') throw new ResourceRefused(`The property ${name} is missing.`);
    return value;
  }

  count(name: string): number {
    const value = Number(this.text(name));
    if (!Number.isInteger(value) || value < 0)
      throw new ResourceRefused(`The property ${name} is no count: ${this.text(name)}.`);
    return value;
  }

  list(name: string): string[] {
    const value = this.#properties[name] ?? [];
    if (!Array.isArray(value)) throw new ResourceRefused(`The property ${name} is no list.`);
    return value.map(String);
  }
}
