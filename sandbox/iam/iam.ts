import type { Statement } from '../../functions/operation.ts';
import type { AccountScope, Need } from '../service.ts';
import { meetsConditions } from './conditions.ts';
import { matchesAction, matchesPattern } from './pattern.ts';
import { PermissionUsage, type UnusedAction, type UsedPermission } from './usage.ts';

/**
 * The account's roles and what they may do. Only identity-based Allow statements exist; a role without a
 * statement is denied everything.
 */
export class Iam {
  readonly #statements = new Map<string, readonly Statement[]>();
  readonly #usage = new PermissionUsage();
  readonly #tags: AccountScope['tags'];

  /** @param scope tags of resources become the condition keys `aws:ResourceTag/<key>` */
  constructor({ tags }: Pick<AccountScope, 'tags'>) {
    this.#tags = tags;
  }

  /** Replaces the statements of a role. */
  setStatements(roleArn: string, statements: readonly Statement[]): void {
    this.#statements.set(roleArn, statements);
  }

  statementsOf(roleArn: string): readonly Statement[] {
    return this.#statements.get(roleArn) ?? [];
  }

  /** The first need that no statement allows, or undefined when all are allowed; allowed needs count as used. */
  firstDenied(principalArn: string, needs: readonly Need[]): Need | undefined {
    const uses = needs.map((need) => this.#allow(principalArn, need));
    const denied = needs.find((_, index) => uses[index] === undefined);
    if (!denied) for (const use of uses) if (use) this.#usage.record(use);
    return denied;
  }

  used(roleArn: string): readonly UsedPermission[] {
    return this.#usage.of(roleArn);
  }

  /** Declared actions of the role that no call has needed so far. */
  unusedActions(roleArn: string): readonly UnusedAction[] {
    return this.#usage.unused(roleArn, this.statementsOf(roleArn));
  }

  #allow(role: string, need: Need): UsedPermission | undefined {
    const context = { ...this.#tagKeys(need.resource), ...need.conditions };
    for (const [statement, { actions, resources, conditions }] of this.statementsOf(role).entries()) {
      const declared = actions.find((pattern) => matchesAction(pattern, need.action));
      if (declared === undefined) continue;
      if (!resources.some((pattern) => matchesPattern(pattern, need.resource))) continue;
      if (!meetsConditions(conditions, context)) continue;
      return { role, action: need.action, resource: need.resource, statement, declared };
    }
    return undefined;
  }

  #tagKeys(resource: string): Record<string, string> {
    const tags = Object.entries(this.#tags.get(resource) ?? {});
    return Object.fromEntries(tags.map(([key, value]) => [`aws:ResourceTag/${key}`, value]));
  }
}
