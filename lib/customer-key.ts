import { aws_kms as kms, type Stack, aws_ssm as ssm } from 'aws-cdk-lib';
import { type Naming, parameterName } from './manifest/resources.ts';

const KEY = 'CustomerKey';

/** The customer key of the platform, which a stack finds by parameter. */
export function customerKey(stack: Stack, naming: Naming): kms.IKey {
  const known = stack.node.tryFindChild(KEY) as kms.IKey | undefined;
  if (known) return known;
  const arn = ssm.StringParameter.valueForStringParameter(stack, parameterName(naming, 'key-arn'));
  return kms.Key.fromKeyArn(stack, KEY, arn);
}
