import { aws_iam as iam } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Statement } from '../functions/operation.ts';
import type { RolePlan } from './manifest/role-plans.ts';

/** A role with exactly the planned statements; what constructs would add to it by themselves is ignored. */
export function makeRole(scope: Construct, id: string, plan: RolePlan): iam.IRole {
  const statements = [...plan.declared, ...plan.runtime];
  const service = new iam.ServicePrincipal(plan.service);
  return new iam.Role(scope, id, {
    roleName: plan.name,
    assumedBy: plan.assumedWhere ? service.withConditions(plan.assumedWhere) : service,
    ...(statements.length > 0 && { inlinePolicies: { declared: policyDocument(statements) } }),
  }).withoutPolicyUpdates();
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
