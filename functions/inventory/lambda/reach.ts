import {
  type FunctionConfiguration,
  GetPolicyCommand,
  LambdaClient,
  ListFunctionsCommand,
  ListFunctionUrlConfigsCommand,
} from '@aws-sdk/client-lambda';
import type { Resource } from '../../../core/inventory/resource.ts';
import { asked, describeEach, madeOf } from '../asked.ts';
import { described } from '../described.ts';
import type { Lister, Spend } from '../lister.ts';
import { pageOf } from '../page.ts';

const PAGE = 50;

/** Functions with who may call them: the policy and the URLs of each, which take two calls. */
export const functionsWithReach: Lister = {
  type: 'AWS::Lambda::Function',
  also: ['AWS::Lambda::Permission', 'AWS::Lambda::Url'],
  actions: ['lambda:GetPolicy', 'lambda:ListFunctionUrlConfigs', 'lambda:ListFunctions'],
  async list(context, spend, from) {
    const client = context.clients(LambdaClient);
    spend();
    const { Functions = [], NextMarker } = await client.send(
      new ListFunctionsCommand({ MaxItems: PAGE, ...(from && { Marker: from }) }),
    );
    const found = Functions.map((one) => functionOf(one, context.environment.region));
    const reach = await describeEach(found, (one) => reachOf(client, one, spend));
    return pageOf([...found, ...reach.flat()], NextMarker);
  },
};

/** With the values of its variables, which are looked through for secrets and kept nowhere. */
function functionOf(one: FunctionConfiguration, region: string): Resource {
  return {
    type: 'AWS::Lambda::Function',
    id: one.FunctionName ?? '',
    arn: one.FunctionArn ?? '',
    region,
    tags: {},
    properties: described(one),
  };
}

async function reachOf(client: LambdaClient, resource: Resource, spend: Spend): Promise<Resource[]> {
  const FunctionName = String(resource.properties['FunctionName']);
  spend();
  spend();
  const [policy, urls] = await Promise.all([
    asked(client.send(new GetPolicyCommand({ FunctionName })), ['ResourceNotFoundException']),
    asked(client.send(new ListFunctionUrlConfigsCommand({ FunctionName }))),
  ]);
  const Policy = madeOf(policy, (answer) => answer.Policy ?? null);
  const permission = {
    ...resource,
    type: 'AWS::Lambda::Permission',
    properties: described({ FunctionName, Policy }),
  };
  const open = (urls?.FunctionUrlConfigs ?? []).map((url) => ({
    ...resource,
    type: 'AWS::Lambda::Url',
    properties: described(url),
  }));
  return [permission, ...open];
}
