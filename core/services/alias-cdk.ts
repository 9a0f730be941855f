import { tagStatements } from './cdk-tags.ts';
import { comment, construct, idOf, literal } from './cdk-text.ts';
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

/** The function stays where it is declared; only in its own stack would it be published anew with its code. */
function newAlias({
  environment,
  functionName,
  alias,
  name,
  probe,
  errorMetric,
}: LambdaAliasFacts): string[] {
  const props = {
    service: name,
    environment,
    function: {
      expression: `lambda.Function.fromFunctionName(this, ${literal(`${idOf(name)}Function`)}, ${literal(functionName)})`,
    },
    alias,
    probe,
    errorMetric,
  };
  return [
    comment(`In the stack that declares ${functionName}, give that function itself instead of its name.`),
    construct('alias', 'AliasedFunction', `${idOf(name)}Alias`, props),
  ];
}
