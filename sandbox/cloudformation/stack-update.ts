import { canonical } from '../../core/canonical.ts';
import { resolved } from './intrinsics.ts';
import { ResourceFailed, type ResourceType, type StackContext } from './resource-type.ts';
import { resourceType } from './resource-types.ts';
import { isKept, isKeptWhenReplaced, type StackResource } from './stack-resource.ts';
import type { Properties, Template, TemplateResource } from './template.ts';

/** One way from the resources of a stack to those of a template. */
export class StackUpdate {
  readonly #common: Omit<StackContext, 'logicalId'>;
  readonly #before: ReadonlyMap<string, StackResource>;
  readonly #resources: Map<string, StackResource>;
  /** What writes back the properties of each changed resource, and what removes each created one, as they came. */
  readonly #writeBack: (() => Promise<void>)[] = [];
  readonly #takeAway: (() => Promise<void>)[] = [];
  /** Resources in whose place others are now. */
  readonly #replaced: [logicalId: string, resource: StackResource][] = [];

  constructor(common: Omit<StackContext, 'logicalId'>, before: ReadonlyMap<string, StackResource>) {
    this.#common = common;
    this.#before = before;
    this.#resources = new Map(before);
  }

  get resources(): ReadonlyMap<string, StackResource> {
    return this.#resources;
  }

  /** Makes one resource as it is declared; nothing happens where its properties are what they were. */
  async apply(logicalId: string, declared: TemplateResource): Promise<void> {
    const properties = this.#resolved(declared.Properties ?? {}) as Properties;
    const present = this.#before.get(logicalId);
    const type = resourceType(declared.Type);
    if (present?.declared.Type !== declared.Type || replaces(type, present, properties))
      await this.#create(logicalId, declared, properties);
    else if (canonical(present.properties) !== canonical(properties))
      await this.#change(logicalId, declared, properties, present);
    else this.#resources.set(logicalId, { ...present, declared });
  }

  /** Goes back to the template before: its properties first, what others depend on leading; then what is new goes. */
  async rollBack(): Promise<void> {
    for (const writeBack of this.#writeBack) await writeBack();
    for (const takeAway of this.#takeAway.toReversed()) await takeAway();
  }

  /** Deletes what was replaced or is no longer declared, unless it is to be kept. */
  async cleanUp(declared: readonly string[]): Promise<void> {
    for (const [logicalId, resource] of this.#replaced.toReversed())
      if (!isKeptWhenReplaced(resource.declared)) await this.#remove(logicalId, resource);
    for (const [logicalId, resource] of [...this.#resources].toReversed()) {
      if (declared.includes(logicalId)) continue;
      if (!isKept(resource.declared)) await this.#remove(logicalId, resource);
      this.#resources.delete(logicalId);
    }
  }

  outputs({ Outputs = {} }: Template): Record<string, string> {
    return Object.fromEntries(
      Object.entries(Outputs).map(([name, { Value }]) => [name, String(this.#resolved(Value))]),
    );
  }

  async #create(logicalId: string, declared: TemplateResource, properties: Properties): Promise<void> {
    const type = resourceType(declared.Type);
    const context = this.#context(logicalId);
    try {
      const made = await type.create(context, properties);
      const resource = { ...made, properties, declared };
      if (declared.DeletionPolicy !== 'Retain') this.#takeAway.push(() => this.#remove(logicalId, resource));
      const present = this.#before.get(logicalId);
      if (present) this.#replaced.push([logicalId, present]);
      this.#resources.set(logicalId, resource);
    } catch (error) {
      if (error instanceof ResourceFailed && error.physicalId !== undefined)
        await type.remove(context, { physicalId: error.physicalId, properties });
      throw error;
    }
  }

  async #change(
    logicalId: string,
    declared: TemplateResource,
    properties: Properties,
    present: StackResource,
  ): Promise<void> {
    const type = resourceType(declared.Type);
    const context = this.#context(logicalId);
    // A failed update may have had effects, so it is taken back as well.
    this.#writeBack.push(async () => {
      await type.update(context, present.properties, { ...present, properties });
    });
    const made = await type.update(context, properties, present);
    if (made.physicalId !== present.physicalId) this.#replaced.push([logicalId, present]);
    this.#resources.set(logicalId, { ...made, properties, declared });
  }

  async #remove(logicalId: string, resource: StackResource): Promise<void> {
    await resourceType(resource.declared.Type).remove(this.#context(logicalId), resource);
  }

  #context(logicalId: string): StackContext {
    return { ...this.#common, logicalId };
  }

  #resolved(value: unknown): unknown {
    const { accountId, region } = this.#common.account.scope;
    const pseudo: Readonly<Record<string, string>> = {
      'AWS::AccountId': accountId,
      'AWS::Partition': 'aws',
      'AWS::Region': region,
      'AWS::StackId': this.#common.stackId,
      'AWS::StackName': this.#common.stackName,
      'AWS::URLSuffix': 'amazonaws.com',
    };
    return resolved(value, {
      ref: (id) => pseudo[id] ?? this.#resource(id).physicalId,
      attribute: (id, name) => {
        const attribute = this.#resource(id).attributes?.[name];
        if (attribute === undefined) throw new Error(`${id} has no attribute ${name}.`);
        return attribute;
      },
    });
  }

  #resource(logicalId: string): StackResource {
    const resource = this.#resources.get(logicalId);
    if (!resource) throw new Error(`Unresolved resource dependencies [${logicalId}] in the template`);
    return resource;
  }
}

function replaces({ replacedBy }: ResourceType, present: StackResource, properties: Properties): boolean {
  const differs = (name: string) => canonical(present.properties[name]) !== canonical(properties[name]);
  if (replacedBy === 'all') return canonical(present.properties) !== canonical(properties);
  return replacedBy.some(differs);
}
