import { DescribeTableCommand, DynamoDBClient, type KeySchemaElement } from '@aws-sdk/client-dynamodb';
import { GetFunctionCommand, LambdaClient, ListVersionsByFunctionCommand } from '@aws-sdk/client-lambda';
import { DescribeStateMachineCommand, SFNClient } from '@aws-sdk/client-sfn';
import type { FunctionPlan, Manifest } from '../../../lib/manifest/manifest.ts';
import { motoClients } from '../moto/clients.ts';
import { elements, queryMoto } from '../moto/query.ts';

/** What stands in an account of moto after a deployment, read through the SDK where there is a client for it. */
export class Deployed {
  readonly #url: string;
  readonly #clients: ReturnType<typeof motoClients>;

  constructor(url: string) {
    this.#url = url;
    this.#clients = motoClients(url);
  }

  /** Logical names of the resources that moto has really made; those that it skipped have none. */
  async resourcesOf(stack: string): Promise<readonly string[]> {
    const xml = await queryMoto(this.#url, 'cloudformation', 'ListStackResources', { StackName: stack });
    return elements(xml, 'LogicalResourceId').sort();
  }

  /** Which of these types moto makes something of. */
  async knownTypes(types: readonly string[]): Promise<readonly string[]> {
    const resources = types.map((Type, at) => [`Probe${at}`, { Type, Properties: {} }]);
    const TemplateBody = JSON.stringify({ Resources: Object.fromEntries(resources) });
    await queryMoto(this.#url, 'cloudformation', 'CreateStack', { StackName: 'probe', TemplateBody });
    const made = await this.resourcesOf('probe');
    return types.filter((_, at) => made.includes(`Probe${at}`));
  }

  async table({ table }: Manifest): Promise<object> {
    const client = this.#clients(DynamoDBClient);
    const { Table } = await client.send(new DescribeTableCommand({ TableName: table.name }));
    const keys = (schema: KeySchemaElement[] = []) => schema.map(({ AttributeName }) => AttributeName);
    return {
      keys: keys(Table?.KeySchema),
      indexes: Table?.GlobalSecondaryIndexes?.map(({ IndexName, KeySchema }) => [IndexName, keys(KeySchema)]),
      protected: Table?.DeletionProtectionEnabled,
    };
  }

  async function({ functionName }: FunctionPlan) {
    const client = this.#clients(LambdaClient);
    const found = await client.send(new GetFunctionCommand({ FunctionName: functionName }));
    const versions = await client.send(new ListVersionsByFunctionCommand({ FunctionName: functionName }));
    const { Configuration = {} } = found;
    return {
      role: Configuration.Role,
      runtime: Configuration.Runtime,
      timeoutSeconds: Configuration.Timeout,
      memoryMegabytes: Configuration.MemorySize,
      bytes: Configuration.CodeSize ?? 0,
      environment: Configuration.Environment?.Variables?.['OPERATE_ENVIRONMENT'],
      versions: versions.Versions?.map(({ Version = '' }) => Version) ?? [],
    };
  }

  /** Every IAM action that a role’s inline policies allow. */
  async actionsOf(role: string): Promise<readonly string[]> {
    const names = await queryMoto(this.#url, 'iam', 'ListRolePolicies', { RoleName: role });
    const policies = elements(names, 'member').map((PolicyName) =>
      queryMoto(this.#url, 'iam', 'GetRolePolicy', { RoleName: role, PolicyName }),
    );
    // moto keeps the policies of templates in Python's notation, so that actions are read by their form.
    return (await Promise.all(policies)).flatMap((xml) => {
      const [document = ''] = elements(xml, 'PolicyDocument');
      const actions = decodeURIComponent(document).matchAll(
        /(?:'|"|&quot;)([a-z0-9-]+:[A-Z][A-Za-z0-9]+)(?=['"&])/g,
      );
      return [...actions].map(([, action = '']) => action);
    });
  }

  async machine(arn: string) {
    const client = this.#clients(SFNClient);
    const { definition = '', roleArn } = await client.send(
      new DescribeStateMachineCommand({ stateMachineArn: arn }),
    );
    return { definition, roleArn };
  }
}
