import { aws_iam as iam } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Statement } from '../functions/operation.ts';
import type { Role } from './manifest.ts';

/** A role with exactly the declared statements; what a service adds by itself has to be asked for here. */
export function makeRole(
  scope: Construct,
  id: string,
  { name, statements }: Role,
  service: string,
  added: readonly Statement[] = [],
): iam.Role {
  const all = [...statements, ...added];
  return new iam.Role(scope, id, {
    roleName: name,
    assumedBy: new iam.ServicePrincipal(service),
    ...(all.length > 0 && { inlinePolicies: { declared: policyDocument(all) } }),
  });
}

function policyDocument(statements: readonly Statement[]): iam.PolicyDocument {
  return new iam.PolicyDocument({
    minimize: false,
    statements: statements.map(
      ({ actions, resources, conditions }) =>
        new iam.PolicyStatement({
          actions: [...actions],
          resources: [...resources],
          ...(conditions && { conditions: structuredClone(conditions) }),
        }),
    ),
  });
}
