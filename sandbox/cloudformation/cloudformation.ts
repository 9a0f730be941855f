import type { Clients } from '../../functions/clients.ts';
import type { Account } from '../account/account.ts';
import { customResponses } from './custom-responses.ts';
import { dependencyOrder } from './dependency-order.ts';
import type { CodeOf, CustomResponses } from './resource-type.ts';
import { resourceType } from './resource-types.ts';
import type { StackResource } from './stack-resource.ts';
import { StackUpdate } from './stack-update.ts';
import type { Template } from './template.ts';

/** A stack that was rolled back, and why. */
export class StackFailed extends Error {
  override readonly name = 'StackFailed';
}

interface Stack {
  readonly id: string;
  readonly resources: ReadonlyMap<string, StackResource>;
}

/**
 * A small stand-in for CloudFormation: it applies a template, or its difference to the one before. Only resources whose
 * properties have changed are touched; such an update sends the resource's whole property set; a failure takes back
 * what was done.
 */
export class CloudFormation {
  readonly #account: Account;
  readonly #clients: Clients;
  readonly #code: CodeOf;
  readonly #responses: CustomResponses;
  readonly #stacks = new Map<string, Stack>();

  /** @param principal the role that deploys; CloudTrail names it */
  constructor(account: Account, principal: string, code: CodeOf) {
    this.#account = account;
    this.#clients = account.dispatcher.clientsFor({ arn: principal });
    this.#code = code;
    this.#responses = customResponses(account.scope);
  }

  /**
   * Creates or updates a stack and answers its outputs.
   * @throws StackFailed once everything is as it was before; SandboxNotImplemented for what is not played
   */
  async deploy(name: string, template: Template): Promise<Readonly<Record<string, string>>> {
    for (const { Type } of Object.values(template.Resources)) resourceType(Type);
    const stack = this.#stacks.get(name) ?? { id: this.#stackId(name), resources: new Map() };
    const update = this.#update(name, stack);
    try {
      for (const logicalId of dependencyOrder(template)) {
        const resource = template.Resources[logicalId];
        if (resource) await update.apply(logicalId, resource);
      }
    } catch (error) {
      await update.rollBack();
      throw new StackFailed((error as Error).message, { cause: error });
    }
    await update.cleanUp(Object.keys(template.Resources));
    this.#stacks.set(name, { id: stack.id, resources: update.resources });
    return update.outputs(template);
  }

  /** Deletes a stack, what depends on others first. */
  async delete(name: string): Promise<void> {
    const stack = this.#stacks.get(name);
    if (!stack) return;
    await this.#update(name, stack).cleanUp([]);
    this.#stacks.delete(name);
  }

  #update(stackName: string, { id, resources }: Stack): StackUpdate {
    const common = {
      account: this.#account,
      clients: this.#clients,
      code: this.#code,
      responses: this.#responses,
      stackId: id,
      stackName,
    };
    return new StackUpdate(common, resources);
  }

  #stackId(name: string): string {
    const { region, accountId, id } = this.#account.scope;
    return `arn:aws:cloudformation:${region}:${accountId}:stack/${name}/${id()}`;
  }
}
