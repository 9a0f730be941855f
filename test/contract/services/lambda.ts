import {
  CreateAliasCommand,
  CreateFunctionCommand,
  GetAliasCommand,
  GetFunctionCommand,
  GetFunctionConfigurationCommand,
  InvokeCommand,
  LambdaClient,
  ListTagsCommand,
  ListVersionsByFunctionCommand,
  PublishVersionCommand,
  UpdateAliasCommand,
  UpdateFunctionCodeCommand,
} from '@aws-sdk/client-lambda';
import { type Case, contract, errorOf, type MotoServer, type SandboxServer } from '../contract.ts';
import { elements, queryMoto } from '../moto/query.ts';
import { zipped } from './zipped.ts';

const FunctionName = 'contract';
const Name = 'live';
const TAGS = { 'operate:service': 'contract' };

const alias = (lambda: LambdaClient) => lambda.send(new GetAliasCommand({ FunctionName, Name }));
const shift = (lambda: LambdaClient, FunctionVersion: string, weights: Record<string, number>, more = {}) =>
  lambda.send(
    new UpdateAliasCommand({
      FunctionName,
      Name,
      FunctionVersion,
      RoutingConfig: { AdditionalVersionWeights: weights },
      ...more,
    }),
  );

const ALIASES: readonly Case<LambdaClient>[] = [
  {
    name: 'an alias shows its version and its ARN',
    async act(lambda) {
      await shift(lambda, '1', {});
      const { FunctionVersion, AliasArn, Description } = await alias(lambda);
      return { FunctionVersion, arn: AliasArn?.split(':').slice(5), Description };
    },
    expected: { FunctionVersion: '1', arn: ['function', 'contract', 'live'], Description: 'serves' },
  },
  {
    name: 'an alias without a split has no weights',
    async act(lambda) {
      await shift(lambda, '1', {});
      return (await alias(lambda)).RoutingConfig ?? 'none';
    },
    expected: 'none',
  },
  {
    name: 'an alias keeps the weight of its second version',
    async act(lambda) {
      const answer = await shift(lambda, '1', { '2': 0.25 });
      const kept = await alias(lambda);
      return [answer, kept].map(({ FunctionVersion, RoutingConfig }) => [FunctionVersion, RoutingConfig]);
    },
    expected: [
      ['1', { AdditionalVersionWeights: { '2': 0.25 } }],
      ['1', { AdditionalVersionWeights: { '2': 0.25 } }],
    ],
  },
  {
    name: 'every update gives the alias another revision',
    async act(lambda) {
      const before = await alias(lambda);
      const after = await shift(lambda, '1', { '2': 0.5 });
      return before.RevisionId !== after.RevisionId && after.RevisionId === (await alias(lambda)).RevisionId;
    },
    expected: true,
  },
  {
    name: 'an update that knows an old revision is refused',
    act: (lambda) => errorOf(shift(lambda, '1', {}, { RevisionId: '00000000-0000-0000-0000-000000000000' })),
    expected: 'PreconditionFailedException',
  },
  {
    name: 'an alias cannot lead to a version that does not exist',
    act: (lambda) => errorOf(shift(lambda, '99', {})),
    expected: 'ResourceNotFoundException',
  },
  {
    name: 'two further versions are more than an alias takes',
    act: (lambda) => errorOf(shift(lambda, '1', { '2': 0.1, '3': 0.1 })),
    expected: 'InvalidParameterValueException',
  },
  {
    name: 'a weight above 1 is refused',
    act: (lambda) => errorOf(shift(lambda, '1', { '2': 1.5 })),
    expected: 'InvalidParameterValueException',
  },
  {
    name: 'an alias that does not exist is named as such',
    act: (lambda) => errorOf(lambda.send(new GetAliasCommand({ FunctionName, Name: 'nowhere' }))),
    expected: 'ResourceNotFoundException',
  },
];

const FUNCTIONS: readonly Case<LambdaClient>[] = [
  {
    name: 'all versions are listed, the unpublished one first',
    async act(lambda) {
      const { Versions } = await lambda.send(new ListVersionsByFunctionCommand({ FunctionName }));
      return Versions?.map(({ Version, Description }) => [Version, Description]);
    },
    expected: [
      ['$LATEST', ''],
      ['1', 'first'],
      ['2', 'second'],
      ['3', 'third'],
    ],
  },
  {
    name: 'a version is asked for by its number',
    async act(lambda) {
      const { Version, FunctionArn, State, Description } = await lambda.send(
        new GetFunctionConfigurationCommand({ FunctionName, Qualifier: '2' }),
      );
      return { Version, arn: FunctionArn?.split(':').slice(5), State, Description };
    },
    expected: { Version: '2', arn: ['function', 'contract', '2'], State: 'Active', Description: 'second' },
  },
  {
    name: 'an alias asked for as a function answers the version that it leads to',
    async act(lambda) {
      await shift(lambda, '1', {});
      const { Version } = await lambda.send(
        new GetFunctionConfigurationCommand({ FunctionName, Qualifier: Name }),
      );
      return Version;
    },
    expected: '1',
  },
  {
    name: 'a version that does not exist is named as such',
    act: (lambda) =>
      errorOf(lambda.send(new GetFunctionConfigurationCommand({ FunctionName, Qualifier: '99' }))),
    expected: 'ResourceNotFoundException',
  },
  {
    name: 'a function’s tags are listed by its ARN',
    async act(lambda) {
      const { Configuration } = await lambda.send(new GetFunctionCommand({ FunctionName }));
      return (await lambda.send(new ListTagsCommand({ Resource: Configuration?.FunctionArn }))).Tags;
    },
    expected: TAGS,
  },
  {
    name: 'a function that does not exist cannot be invoked',
    act: (lambda) => errorOf(lambda.send(new InvokeCommand({ FunctionName: 'nowhere' }))),
    expected: 'ResourceNotFoundException',
  },
];

async function sandboxStage({ account, clients }: SandboxServer): Promise<LambdaClient> {
  const { lambda } = account;
  const code = (version: string) => async () => ({ version });
  const roleArn = 'arn:aws:iam::000000000000:role/contract';
  lambda.createFunction({ name: FunctionName, roleArn, handler: code('first'), tags: TAGS });
  for (const description of ['first', 'second', 'third']) {
    lambda.updateFunctionCode(FunctionName, { handler: code(description) });
    lambda.publishVersion(FunctionName, { description });
  }
  lambda.createAlias(FunctionName, Name, '1', 'serves');
  return clients(LambdaClient);
}

async function motoStage({ clients, url }: MotoServer): Promise<LambdaClient> {
  const lambda = clients(LambdaClient);
  const role = await queryMoto(url, 'iam', 'CreateRole', {
    RoleName: 'contract',
    AssumeRolePolicyDocument: '{"Version":"2012-10-17","Statement":[]}',
  });
  const [Role = ''] = elements(role, 'Arn');
  const code = (version: string) => zipped('index.js', `exports.handler = async () => '${version}'`);
  await lambda.send(
    new CreateFunctionCommand({
      FunctionName,
      Role,
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Code: { ZipFile: code('none') },
      Tags: TAGS,
    }),
  );
  for (const Description of ['first', 'second', 'third']) {
    await lambda.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile: code(Description) }));
    await lambda.send(new PublishVersionCommand({ FunctionName, Description }));
  }
  await lambda.send(
    new CreateAliasCommand({ FunctionName, Name, FunctionVersion: '1', Description: 'serves' }),
  );
  return lambda;
}

/** Published versions, and the alias whose weights a driver shifts. */
export const lambda = contract<LambdaClient>({
  service: 'Lambda',
  sandbox: sandboxStage,
  moto: motoStage,
  cases: [...ALIASES, ...FUNCTIONS],
});
