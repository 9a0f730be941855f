import {
  CreateAliasCommand,
  DeleteAliasCommand,
  LambdaClient,
  PublishVersionCommand,
  UpdateAliasCommand,
} from '@aws-sdk/client-lambda';
import type { Statement } from '../../../functions/operation.ts';
import { SandboxNotImplemented } from '../../hook/not-implemented.ts';
import type { MadeResource, ResourceType, StackContext } from '../resource-type.ts';
import type { Properties } from '../template.ts';

const FILE = 'sandbox/cloudformation/resources/functions.ts';
const text = (properties: Properties, name: string) => String(properties[name] ?? '');

interface PolicyStatement {
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: NonNullable<Statement['conditions']>;
}

/** Roles hold what their inline policies say, in the account's own IAM. */
export const role: ResourceType = {
  replacedBy: ['RoleName'],
  create: putRole,
  update: putRole,
  remove: async () => {},
};

async function putRole(
  { account, stackName, logicalId }: StackContext,
  properties: Properties,
): Promise<MadeResource> {
  const name = text(properties, 'RoleName') || `${stackName}-${logicalId}`;
  const arn = `arn:aws:iam::${account.scope.accountId}:role/${name}`;
  const policies = (properties['Policies'] ?? []) as readonly {
    readonly PolicyDocument: { readonly Statement: readonly PolicyStatement[] };
  }[];
  const statements = policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement).map(statementOf);
  account.iam.setStatements(arn, statements);
  return { physicalId: name, attributes: { Arn: arn } };
}

function statementOf({ Action, Resource, Condition }: PolicyStatement): Statement {
  return {
    actions: [Action].flat(),
    resources: [Resource].flat(),
    ...(Condition && { conditions: Condition }),
  };
}

/** Groups make themselves in the sandbox, with the first line. */
export const logGroup: ResourceType = {
  replacedBy: ['LogGroupName'],
  create: (context, properties) => Promise.resolve(madeGroup(context, properties)),
  update: (context, properties) => Promise.resolve(madeGroup(context, properties)),
  remove: async () => {},
};

function madeGroup({ account, stackName, logicalId }: StackContext, properties: Properties): MadeResource {
  const { region, accountId } = account.scope;
  const physicalId = text(properties, 'LogGroupName') || `${stackName}-${logicalId}`;
  return { physicalId, attributes: { Arn: `arn:aws:logs:${region}:${accountId}:log-group:${physicalId}:*` } };
}

export const lambdaFunction: ResourceType = {
  replacedBy: ['FunctionName'],
  async create(context, properties) {
    const { account, stackName, logicalId } = context;
    const name = text(properties, 'FunctionName') || `${stackName}-${logicalId}`;
    const roleArn = text(properties, 'Role');
    const arn = account.lambda.createFunction({
      name,
      roleArn,
      ...(properties['Timeout'] !== undefined && { timeoutSeconds: Number(properties['Timeout']) }),
      tags: tagsOf(properties),
      handler: codeOf(context, roleArn),
    });
    return { physicalId: name, attributes: { Arn: arn } };
  },
  async update(context, properties, { physicalId, properties: before, attributes }) {
    const changed = Object.keys(properties).filter((name) => differs(properties[name], before[name]));
    const unknown = changed.find((name) => name !== 'Code' && name !== 'Role');
    if (unknown) throw new SandboxNotImplemented(`a change of a function's ${unknown}`, FILE);
    context.account.lambda.updateFunctionCode(physicalId, {
      handler: codeOf(context, text(properties, 'Role')),
    });
    return { physicalId, ...(attributes && { attributes }) };
  },
  async remove({ account }, { physicalId }) {
    account.lambda.deleteFunction(physicalId);
  },
};

function codeOf({ account, code, logicalId, responses }: StackContext, arn: string) {
  return code(logicalId, account.dispatcher.clientsFor({ arn }), responses.http);
}

function tagsOf({ Tags = [] }: Properties): Record<string, string> {
  const tags = Tags as readonly { readonly Key: string; readonly Value: string }[];
  return Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value]));
}

function differs(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) !== JSON.stringify(other);
}

export const version: ResourceType = {
  replacedBy: 'all',
  async create({ clients }, properties) {
    const FunctionName = text(properties, 'FunctionName');
    const made = await clients(LambdaClient).send(new PublishVersionCommand({ FunctionName }));
    const { FunctionArn = '', Version = '' } = made;
    return { physicalId: FunctionArn, attributes: { Version, FunctionArn } };
  },
  update() {
    throw new SandboxNotImplemented('changes of a published version', FILE);
  },
  remove() {
    throw new SandboxNotImplemented('the deletion of a published version', FILE);
  },
};

/** An alias as CloudFormation itself keeps it: every update sends its version and its weights. */
export const alias: ResourceType = {
  replacedBy: ['FunctionName', 'Name'],
  async create({ clients }, properties) {
    const { AliasArn = '' } = await clients(LambdaClient).send(new CreateAliasCommand(aliasOf(properties)));
    return { physicalId: AliasArn };
  },
  async update({ clients }, properties, { physicalId }) {
    const RoutingConfig = { AdditionalVersionWeights: {} };
    await clients(LambdaClient).send(new UpdateAliasCommand({ ...aliasOf(properties), RoutingConfig }));
    return { physicalId };
  },
  async remove({ clients }, { properties }) {
    const { FunctionName, Name } = aliasOf(properties);
    await clients(LambdaClient).send(new DeleteAliasCommand({ FunctionName, Name }));
  },
};

function aliasOf(properties: Properties) {
  return {
    FunctionName: text(properties, 'FunctionName'),
    Name: text(properties, 'Name'),
    FunctionVersion: text(properties, 'FunctionVersion'),
    Description: text(properties, 'Description'),
  };
}
