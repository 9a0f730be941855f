import { type IResolvable, Stack, Validations } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** A resource pattern of a role that cannot be narrower, and why. */
export interface Wildcard {
  readonly resource: string | IResolvable;
  readonly reason: string;
}

/** Tells cdk-nag which wildcards of a function's role are right as they are. */
export function acknowledgeWildcards(role: Construct, wildcards: readonly Wildcard[]): void {
  const [first] = wildcards;
  if (!first) return;
  const rules = wildcards.map(({ resource, reason }) => ({
    id: `AwsSolutions-IAM5[Resource::${flattened(Stack.of(role).resolve(resource))}]`,
    reason,
  }));
  const star = 'Each wildcard is acknowledged by itself, with its reason, as AwsSolutions-IAM5.';
  Validations.of(role).acknowledge(...rules, { id: 'Serverless-LambdaStarPermissions', reason: star });
}

/** A resolved value as cdk-nag writes it: references in angle brackets. */
function flattened(value: unknown): string {
  if (typeof value === 'string') return value;
  const { Ref, 'Fn::GetAtt': attribute, 'Fn::Join': join } = value as Readonly<Record<string, unknown>>;
  if (typeof Ref === 'string') return `<${Ref}>`;
  if (Array.isArray(attribute)) return `<${attribute.join('.')}>`;
  if (Array.isArray(join) && Array.isArray(join[1])) return join[1].map(flattened).join(String(join[0]));
  return JSON.stringify(value);
}
