import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { FunctionSize } from '../../core/performance/optimization.ts';
import { latestDiffers } from '../../core/performance/same-function.ts';
import type { Context } from '../context.ts';
import { exclusionOf } from '../scaling/exclusion.ts';
import type { StoredService } from '../services/store.ts';
import type { Gathered } from './gather.ts';
import { wordsOf } from './revisions/function-revision.ts';

/** Whether a revision can be made and deployed now. */
export interface Readiness {
  /** Why not. */
  readonly obstacle?: string;
  /** What $LATEST of a function has, which is put back. */
  readonly latest?: FunctionSize;
}

/** Looks for what stands in the way: traffic that is split, something else that has the service, other code in $LATEST. */
export async function readinessOf(
  context: Context,
  { environment, name, target }: StoredService,
  { facts, obstacle }: Gathered,
): Promise<Readiness> {
  if (obstacle !== undefined) return { obstacle };
  const exclusion = await exclusionOf(context, { environment, service: name });
  if (exclusion) return { obstacle: exclusion.words };
  if (target.type !== 'lambda-alias' || facts?.setting.type !== 'function') return {};
  const { functionName: FunctionName } = target;
  const lambda = context.clients(LambdaClient);
  const [latest, live] = await Promise.all([
    lambda.send(new GetFunctionConfigurationCommand({ FunctionName })),
    lambda.send(new GetFunctionConfigurationCommand({ FunctionName, Qualifier: facts.setting.version })),
  ]);
  const differs = latestDiffers(latest, live);
  if (differs.length > 0) return { obstacle: wordsOf(FunctionName, facts.setting.version, differs) };
  return { latest: { memoryMb: latest.MemorySize ?? 128, timeoutSeconds: latest.Timeout ?? 3 } };
}
