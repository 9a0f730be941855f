import { LambdaClient, ListVersionsByFunctionCommand } from '@aws-sdk/client-lambda';
import { InvalidInput } from '../../../../core/errors.ts';
import type { LambdaAliasTarget, PinnedVersion } from '../../../../core/services/service.ts';
import type { Context } from '../../../context.ts';

/**
 * Pins a published version: by its number, or by a description that equals what was asked for (a commit).
 * @throws InvalidInput when no published version matches, or more than one description does
 */
export async function pin(
  context: Context,
  target: LambdaAliasTarget,
  version: string,
): Promise<PinnedVersion> {
  const published = await publishedVersions(context, target);
  const byNumber = published.find((candidate) => candidate.number === version);
  const byDescription = published.filter(({ description }) => description === version);
  const found = byNumber ?? (byDescription.length === 1 ? byDescription[0] : undefined);
  if (found) return { kind: 'lambda-version', label: version, version: found.number };
  const problem =
    byDescription.length > 1
      ? `'${version}' describes ${byDescription.length} versions`
      : `'${version}' does not exist`;
  const allowed = `the number of a published version of ${target.functionName}, or a description that only one of them has`;
  throw new InvalidInput(`The version '${version}' cannot be pinned.`, {
    violations: [{ field: 'version', problem, allowed }],
  });
}

async function publishedVersions(context: Context, { functionName }: LambdaAliasTarget) {
  const found: { number: string; description: string }[] = [];
  let Marker: string | undefined;
  do {
    const page = await context
      .clients(LambdaClient)
      .send(new ListVersionsByFunctionCommand({ FunctionName: functionName, ...(Marker && { Marker }) }));
    for (const { Version = '', Description = '' } of page.Versions ?? [])
      if (Version !== '$LATEST') found.push({ number: Version, description: Description });
    Marker = page.NextMarker;
  } while (Marker);
  return found;
}
