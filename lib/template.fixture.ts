import type { Template } from 'aws-cdk-lib/assertions';
import type { Statement } from '../functions/operation.ts';

export type Properties = Readonly<Record<string, unknown>>;

/** The properties of every resource of a type. */
export function all(template: Template, type: string): Properties[] {
  return Object.values(template.findResources(type)).map(({ Properties }) => Properties as Properties);
}

/** A role's statements as the manifest writes them. */
export function statementsOf(template: Template, roleName: string): Statement[] {
  const role = all(template, 'AWS::IAM::Role').find(({ RoleName }) => RoleName === roleName);
  if (!role) throw new Error(`No role is named ${roleName}.`);
  const [policy] = (role['Policies'] ?? []) as { PolicyDocument: { Statement: Properties[] } }[];
  return (policy?.PolicyDocument.Statement ?? []).map(({ Action, Resource, Condition }) => ({
    actions: [Action].flat() as string[],
    resources: [Resource].flat() as string[],
    ...(Condition ? { conditions: Condition as NonNullable<Statement['conditions']> } : {}),
  }));
}
