import type { Statement } from '../../functions/operation.ts';
import type { RolePlan } from '../../lib/manifest/role-plans.ts';

type Conditions = NonNullable<Statement['conditions']>;

/** A role for people to read: who takes it on, what its holder declares, and what the platform adds. */
export function roleText({ name, service, assumedWhere = {}, declared, runtime }: RolePlan): string {
  const part = (title: string, statements: readonly Statement[]) =>
    statements.length > 0 ? ['', `${title}:`, ...statements.flatMap(statementLines)] : [];
  const lines = [
    name,
    `taken on by ${service}`,
    ...conditionLines(assumedWhere).map((line) => `  ${line}`),
    ...part('declared', declared),
    ...part('runtime set', runtime),
  ];
  return `${lines.join('\n')}\n`;
}

function statementLines({ actions, resources, conditions = {} }: Statement): string[] {
  return [
    `  ${actions.join(', ')}`,
    ...resources.map((resource) => `    on ${resource}`),
    ...conditionLines(conditions).map((line) => `    ${line}`),
  ];
}

function conditionLines(conditions: Conditions): string[] {
  return Object.entries(conditions).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => `where ${key} ${operator} ${[values].flat().join(', ')}`),
  );
}
