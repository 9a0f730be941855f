import {
  type AliasConfiguration,
  CreateAliasCommand,
  DeleteAliasCommand,
  GetAliasCommand,
  LambdaClient,
  UpdateAliasCommand,
} from '@aws-sdk/client-lambda';
import {
  type Made,
  type Properties,
  type ProviderRuntime,
  type ResourceProvider,
  ResourceRefused,
} from '../custom-resource.ts';

interface Alias {
  readonly FunctionName: string;
  readonly Name: string;
  /** What the alias serves at first; later versions are deployed. */
  readonly FunctionVersion: string;
  readonly Description: string;
}

/** An alias whose version and weights are Operate's: nothing here ever sends either after its creation. */
export const aliasProvider: ResourceProvider = {
  async create(runtime, { ResourceProperties }) {
    const alias = aliasOf(ResourceProperties);
    const found = await read(runtime, alias);
    // Its description says whose it is, which an earlier try of this creation has written.
    if (found?.Description === alias.Description) return madeOf(alias, found);
    if (found)
      throw new ResourceRefused(
        `${alias.FunctionName} has an alias ${alias.Name} already, which this stack has not made; delete it first or choose another name.`,
      );
    return make(runtime, alias, alias.FunctionVersion);
  },

  async update(runtime, { ResourceProperties, OldResourceProperties = ResourceProperties }) {
    const alias = aliasOf(ResourceProperties);
    const before = aliasOf(OldResourceProperties);
    if (idOf(alias) !== idOf(before)) return replace(runtime, before, alias);
    const { FunctionName, Name, Description } = alias;
    const request = new UpdateAliasCommand({ FunctionName, Name, Description });
    return madeOf(alias, await runtime.clients(LambdaClient).send(request));
  },

  async remove({ clients }, { ResourceProperties }) {
    const { FunctionName, Name } = aliasOf(ResourceProperties);
    await clients(LambdaClient).send(new DeleteAliasCommand({ FunctionName, Name }));
  },
};

/** Under another name of the same function the version stays that serves now; CloudFormation deletes the old alias. */
async function replace(runtime: ProviderRuntime, before: Alias, alias: Alias): Promise<Made> {
  const same = before.FunctionName === alias.FunctionName;
  const live = same ? await read(runtime, before) : undefined;
  return make(runtime, alias, live?.FunctionVersion ?? alias.FunctionVersion);
}

async function make(
  { clients }: ProviderRuntime,
  { FunctionName, Name, Description }: Alias,
  FunctionVersion: string,
): Promise<Made> {
  const request = new CreateAliasCommand({ FunctionName, Name, FunctionVersion, Description });
  return madeOf({ FunctionName, Name }, await clients(LambdaClient).send(request));
}

async function read(
  { clients }: ProviderRuntime,
  { FunctionName, Name }: Alias,
): Promise<AliasConfiguration | undefined> {
  try {
    return await clients(LambdaClient).send(new GetAliasCommand({ FunctionName, Name }));
  } catch (error) {
    if ((error as Error).name === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}

function idOf({ FunctionName, Name }: Pick<Alias, 'FunctionName' | 'Name'>): string {
  return `${FunctionName}:${Name}`;
}

function madeOf(alias: Pick<Alias, 'FunctionName' | 'Name'>, { AliasArn = '' }: AliasConfiguration): Made {
  return { physicalId: idOf(alias), data: { AliasArn } };
}

function aliasOf(properties: Properties): Alias {
  const text = (name: string) => String(properties[name] ?? '');
  return {
    FunctionName: text('FunctionName'),
    Name: text('Name'),
    FunctionVersion: text('FunctionVersion'),
    Description: text('Description'),
  };
}
