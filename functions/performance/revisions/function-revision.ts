import {
  type FunctionConfiguration,
  GetFunctionConfigurationCommand,
  LambdaClient,
  PublishVersionCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { Refused } from '../../../core/errors.ts';
import type { FunctionSize, Undo } from '../../../core/performance/optimization.ts';
import { latestDiffers } from '../../../core/performance/same-function.ts';
import type { Context } from '../../context.ts';
import type { Made } from './revision.ts';

type FunctionUndo = Extract<Undo, { type: 'function' }>;

/**
 * Publishes a version that differs from the one that serves in its size alone. A version is published from $LATEST, so
 * that gets the new size for a moment, and its own back. One step at a time, by what AWS has: repeated after a crash it
 * ends in the same place, since AWS publishes nothing twice that has not changed.
 * @throws Refused where $LATEST is other than what serves
 */
export async function reviseFunction(
  context: Context,
  undo: FunctionUndo,
  description: string,
): Promise<Made> {
  const { functionName: FunctionName } = undo;
  const lambda = context.clients(LambdaClient);
  const [latest, live] = await Promise.all([
    lambda.send(new GetFunctionConfigurationCommand({ FunctionName })),
    lambda.send(new GetFunctionConfigurationCommand({ FunctionName, Qualifier: undo.version })),
  ]);
  const differs = latestDiffers(latest, live);
  if (differs.length > 0) throw new Refused(wordsOf(FunctionName, undo.version, differs));
  if (latest.LastUpdateStatus === 'InProgress') return 'not-yet';
  if (!hasSize(latest, undo.wanted)) {
    if (!hasSize(latest, undo.latest)) throw new Refused(`Somebody else is changing ${FunctionName}.`);
    await setSize(context, latest, undo.wanted);
    return 'not-yet';
  }
  const published = await lambda.send(
    new PublishVersionCommand({
      FunctionName,
      Description: description,
      ...(latest.CodeSha256 !== undefined && { CodeSha256: latest.CodeSha256 }),
    }),
  );
  if (!hasSize(published, undo.wanted) || latestDiffers(published, live).length > 0)
    throw new Refused(`Somebody else changed ${FunctionName} while a version was published.`);
  // A snapshot or a network interface is being made for it: it cannot serve yet. Publishing again answers the same version.
  if (published.State === 'Pending') return 'not-yet';
  if (published.State === 'Failed')
    throw new Refused(
      `Version ${published.Version} of ${FunctionName} cannot run: ${published.StateReasonCode}.`,
    );
  return { version: published.Version ?? '' };
}

export function wordsOf(name: string, version: string, differs: readonly string[]): string {
  return `$LATEST of ${name} differs from version ${version} in more than its size, or may (${differs.join(', ')}): a version published from it would carry that, too.`;
}

/** Gives $LATEST its own size back; what somebody else has set meanwhile stays. False while AWS is at work on it. */
export async function restoreLatest(
  context: Context,
  { functionName: FunctionName, latest: before, wanted }: FunctionUndo,
): Promise<boolean> {
  const command = new GetFunctionConfigurationCommand({ FunctionName });
  const latest = await context.clients(LambdaClient).send(command);
  if (hasSize(latest, before) || !hasSize(latest, wanted)) return true;
  if (latest.LastUpdateStatus === 'InProgress') return false;
  await setSize(context, latest, before);
  return true;
}

function hasSize({ MemorySize, Timeout }: FunctionConfiguration, size: FunctionSize): boolean {
  return MemorySize === size.memoryMb && Timeout === size.timeoutSeconds;
}

/** Conditional on the revision that was read: of two at once, one is refused. */
async function setSize(
  context: Context,
  { FunctionName, RevisionId }: FunctionConfiguration,
  { memoryMb, timeoutSeconds }: FunctionSize,
): Promise<void> {
  await context.clients(LambdaClient).send(
    new UpdateFunctionConfigurationCommand({
      FunctionName,
      MemorySize: memoryMb,
      Timeout: timeoutSeconds,
      ...(RevisionId !== undefined && { RevisionId }),
    }),
  );
}
