import type { Statement } from '../../functions/operation.ts';

/** One permission that was used: which declared action of which statement allowed it. */
export interface UsedPermission {
  readonly role: string;
  readonly action: string;
  readonly resource: string;
  /** Index of the statement among the role's statements. */
  readonly statement: number;
  /** The action as the statement declares it, wildcards included. */
  readonly declared: string;
}

/** A declared action of a statement that nothing has used. */
export interface UnusedAction {
  readonly statement: number;
  readonly action: string;
}

/** Keeps each distinct use once, so that a long-lived sandbox does not grow with its traffic. */
export class PermissionUsage {
  readonly #uses = new Map<string, UsedPermission>();

  record(use: UsedPermission): void {
    this.#uses.set(JSON.stringify(use), use);
  }

  of(role: string): readonly UsedPermission[] {
    return [...this.#uses.values()].filter((use) => use.role === role);
  }

  unused(role: string, statements: readonly Statement[]): readonly UnusedAction[] {
    const used = new Set(this.of(role).map(({ statement, declared }) => `${statement} ${declared}`));
    return statements.flatMap(({ actions }, statement) =>
      actions
        .filter((action) => !used.has(`${statement} ${action}`))
        .map((action) => ({ statement, action })),
    );
  }
}
