import { comment, construct, idOf, literal } from './cdk-text.ts';
import type { LambdaAliasFacts } from './facts.ts';
import type { Finding } from './finding.ts';
import { SERVICE_TAG } from './pair.ts';

/** The statements of a stack's constructor that add what a function lacks. */
export function aliasCdk(facts: LambdaAliasFacts, open: readonly Finding[]): string[] {
  const noAlias = facts.functionExists && facts.version === undefined;
  // The new alias points to a published version.
  const rest = noAlias ? open.filter(({ check }) => check !== 'published-version') : open;
  return rest.flatMap((finding) => {
    if (finding.check === 'alias' && noAlias) return newAlias(facts);
    if (finding.check === 'tags' && finding.cli) return [tagWords(facts, finding)];
    return [comment(`${finding.words} ${finding.fix ?? ''}`)];
  });
}

function newAlias({ functionName, alias, name }: LambdaAliasFacts): string[] {
  const functionVersion = { expression: 'version.attrVersion' };
  return [
    construct('version', 'lambda.CfnVersion', `${idOf(name)}Version`, { functionName }),
    construct('alias', 'lambda.CfnAlias', `${idOf(name)}Alias`, {
      functionName,
      name: alias,
      functionVersion,
    }),
  ];
}

function tagWords({ name }: LambdaAliasFacts, { words }: Finding): string {
  return comment(
    `${words} Where it is declared: Tags.of(construct).add(${literal(SERVICE_TAG)}, ${literal(name)});`,
  );
}
