import {
  type FunctionConfiguration,
  GetFunctionConcurrencyCommand,
  GetFunctionConfigurationCommand,
  GetProvisionedConcurrencyConfigCommand,
  LambdaClient,
} from '@aws-sdk/client-lambda';
import type { FunctionSetting } from '../../core/performance/facts.ts';
import { poolsOf } from '../../core/performance/pools.ts';
import type { LambdaAliasTarget } from '../../core/services/service.ts';
import type { Context } from '../context.ts';
import { readShares } from '../rollouts/drivers/lambda-alias/alias.ts';
import { defined } from './defined.ts';

export interface ReadFunction {
  readonly setting: FunctionSetting;
  /** Where it logs to; undefined where its lines are not such as can be read. */
  readonly logGroup?: string;
  /** Why no version can be published from what it is. */
  readonly obstacle?: string;
}

/** The version that serves, and what is set around it. */
export async function readFunction(context: Context, target: LambdaAliasTarget): Promise<ReadFunction> {
  const { functionName: FunctionName } = target;
  const lambda = context.clients(LambdaClient);
  const shares = await readShares(context, target);
  const [version = '$LATEST'] = [...shares.keys()];
  const [found, concurrency, provisioned] = await Promise.all([
    lambda.send(new GetFunctionConfigurationCommand({ FunctionName, Qualifier: version })),
    lambda.send(new GetFunctionConcurrencyCommand({ FunctionName })),
    readProvisioned(context, target),
  ]);
  const isText = found.LoggingConfig?.LogFormat !== 'JSON';
  const logGroup = isText ? (found.LoggingConfig?.LogGroup ?? `/aws/lambda/${FunctionName}`) : undefined;
  const obstacle = obstacleOf(version, shares);
  return {
    setting: {
      ...sizeOf(found),
      functionName: FunctionName,
      version,
      ...defined({ reserved: concurrency.ReservedConcurrentExecutions, provisioned }),
    },
    ...defined({ logGroup, obstacle }),
  };
}

function sizeOf({ MemorySize, Timeout, Architectures, Environment }: FunctionConfiguration) {
  return {
    type: 'function' as const,
    memoryMb: MemorySize ?? 128,
    timeoutSeconds: Timeout ?? 3,
    architecture: Architectures?.[0] === 'arm64' ? ('arm64' as const) : ('x86_64' as const),
    pools: poolsOf(Environment?.Variables ?? {}),
  };
}

function obstacleOf(version: string, shares: ReadonlyMap<string, number>): string | undefined {
  if (version === '$LATEST') return 'The alias points to $LATEST, which is no published version.';
  return shares.get(version) === 100 ? undefined : 'The traffic is split between two versions.';
}

async function readProvisioned(
  context: Context,
  { functionName, alias }: LambdaAliasTarget,
): Promise<number | undefined> {
  const command = new GetProvisionedConcurrencyConfigCommand({
    FunctionName: functionName,
    Qualifier: alias,
  });
  try {
    return (await context.clients(LambdaClient).send(command)).RequestedProvisionedConcurrentExecutions;
  } catch (error) {
    if ((error as Error).name !== 'ProvisionedConcurrencyConfigNotFoundException') throw error;
    return undefined;
  }
}
