import { GetAliasCommand, LambdaClient, UpdateAliasCommand } from '@aws-sdk/client-lambda';
import type { LambdaAliasTarget } from '../../../../core/services/service.ts';
import type { Context } from '../../../context.ts';

/** Shares of traffic, in percent, by version; as the alias is configured now. */
export async function readShares(context: Context, target: LambdaAliasTarget): Promise<Map<string, number>> {
  const alias = await readAlias(context, target);
  return sharesOf(alias.FunctionVersion ?? '', alias.RoutingConfig?.AdditionalVersionWeights ?? {});
}

function sharesOf(main: string, additional: Readonly<Record<string, number>>): Map<string, number> {
  const others = Object.entries(additional).map(([version, weight]): [string, number] => [
    version,
    percent(weight),
  ]);
  const rest = 100 - others.reduce((sum, [, share]) => sum + share, 0);
  return new Map([[main, percent(rest / 100)], ...others]);
}

function percent(weight: number): number {
  return Math.round(weight * 10_000) / 100;
}

/** Gives `fresh` its share of traffic, in percent, and `old` the rest; conditional on the revision it was read at. */
export async function writeShare(
  context: Context,
  target: LambdaAliasTarget,
  versions: { old: string; fresh: string },
  share: number,
): Promise<void> {
  const alias = await readAlias(context, target);
  const main = share === 100 ? versions.fresh : versions.old;
  const additional = share === 100 || share === 0 ? {} : { [versions.fresh]: share / 100 };
  const wanted = sharesOf(main, additional);
  const present = sharesOf(alias.FunctionVersion ?? '', alias.RoutingConfig?.AdditionalVersionWeights ?? {});
  if (wanted.size === present.size && [...wanted].every(([version, value]) => present.get(version) === value))
    return;
  await context.clients(LambdaClient).send(
    new UpdateAliasCommand({
      FunctionName: target.functionName,
      Name: target.alias,
      FunctionVersion: main,
      RoutingConfig: { AdditionalVersionWeights: additional },
      RevisionId: alias.RevisionId,
    }),
  );
}

function readAlias(context: Context, { functionName, alias }: LambdaAliasTarget) {
  return context.clients(LambdaClient).send(new GetAliasCommand({ FunctionName: functionName, Name: alias }));
}
