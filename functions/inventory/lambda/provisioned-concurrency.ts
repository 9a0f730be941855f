import { LambdaClient, ListProvisionedConcurrencyConfigsCommand } from '@aws-sdk/client-lambda';
import type { Resource } from '../../../core/inventory/resource.ts';
import type { Context } from '../../context.ts';
import { described } from '../described.ts';
import type { Lister, Spend } from '../lister.ts';
import { lambdaFunctions } from './functions.ts';

/** Aliases and versions with provisioned concurrency: a call for each function. */
export const provisionedConcurrency: Lister = {
  type: 'AWS::Lambda::Alias',
  actions: ['lambda:ListFunctions', 'lambda:ListProvisionedConcurrencyConfigs'],
  async list(context, spend, from) {
    const { resources, next } = await lambdaFunctions.list(context, spend, from);
    const found: Resource[] = [];
    for (const one of resources) found.push(...(await configsOf(context, spend, one, this.type)));
    return { resources: found, ...(next && { next }) };
  },
};

async function configsOf(
  { clients, environment: { region } }: Pick<Context, 'clients' | 'environment'>,
  spend: Spend,
  { id, properties: { MemorySize, Architectures } }: Resource,
  type: string,
): Promise<Resource[]> {
  spend();
  const { ProvisionedConcurrencyConfigs = [] } = await clients(LambdaClient).send(
    new ListProvisionedConcurrencyConfigsCommand({ FunctionName: id }),
  );
  return ProvisionedConcurrencyConfigs.map((one) => {
    const arn = one.FunctionArn ?? '';
    const properties = { ...described(one), FunctionName: id, MemorySize, Architectures };
    return { type, id: arn.split(':').slice(6).join(':'), arn, region, tags: {}, properties };
  });
}
