import { tagStatements } from './cdk-tags.ts';
import { comment, construct, idOf } from './cdk-text.ts';
import type { LambdaAliasFacts } from './facts.ts';
import type { Finding } from './finding.ts';

/** The statements of a stack's constructor that add what a function lacks. */
export function aliasCdk(facts: LambdaAliasFacts, open: readonly Finding[]): string[] {
  const noAlias = facts.functionExists && facts.version === undefined;
  // The new alias points to a published version.
  const rest = noAlias ? open.filter(({ check }) => check !== 'published-version') : open;
  return rest.flatMap((finding) => {
    if (finding.check === 'alias' && noAlias) return newAlias(facts);
    if (finding.check === 'tags' && finding.cli) return tagStatements(facts, finding);
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
