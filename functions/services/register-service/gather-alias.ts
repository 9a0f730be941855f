import {
  GetAliasCommand,
  GetFunctionConfigurationCommand,
  LambdaClient,
  ListTagsCommand,
} from '@aws-sdk/client-lambda';
import type { LambdaAliasFacts } from '../../../core/services/facts.ts';
import type { Context } from '../../context.ts';
import type { Common, Input } from './gather.ts';
import { unlessMissing } from './missing.ts';

type AliasInput = Extract<Input['target'], { type: 'lambda-alias' }>;

const NOT_FOUND = ['ResourceNotFoundException'];

/** Everything that is true of a function and its alias. */
export async function gatherAlias(
  context: Context,
  target: AliasInput,
  common: Common,
): Promise<LambdaAliasFacts> {
  const lambda = context.clients(LambdaClient);
  const { functionName: FunctionName, alias: Name } = target;
  const configuration = await unlessMissing(
    lambda.send(new GetFunctionConfigurationCommand({ FunctionName })),
    NOT_FOUND,
    undefined,
  );
  const functionArn = configuration?.FunctionArn;
  const alias = functionArn
    ? await unlessMissing(lambda.send(new GetAliasCommand({ FunctionName, Name })), NOT_FOUND, undefined)
    : undefined;
  const { Tags = {} } = functionArn ? await lambda.send(new ListTagsCommand({ Resource: functionArn })) : {};
  return {
    type: 'lambda-alias',
    ...common,
    sourceExists: common.sourceExists && functionArn !== undefined,
    functionName: FunctionName,
    alias: Name,
    functionExists: functionArn !== undefined,
    ...(functionArn !== undefined && { functionArn }),
    ...(alias?.FunctionVersion !== undefined && { version: alias.FunctionVersion }),
    otherVersions: Object.keys(alias?.RoutingConfig?.AdditionalVersionWeights ?? {}),
    tags: Tags,
    ...(target.probe && { probe: target.probe }),
    ...(target.errorMetric && { errorMetric: target.errorMetric }),
  };
}
