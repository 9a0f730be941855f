import type { Statement } from '../../functions/operation.ts';
import { SandboxNotImplemented } from '../hook/not-implemented.ts';
import { matchesPattern } from './pattern.ts';

type ConditionBlock = NonNullable<Statement['conditions']>;
type Test = (accepted: string, actual: string) => boolean;

const equal: Test = (accepted, actual) => accepted === actual;

const TESTS: Readonly<Record<string, Test>> = {
  StringEquals: equal,
  StringLike: matchesPattern,
  ArnEquals: matchesPattern,
  ArnLike: matchesPattern,
  'ForAllValues:StringEquals': equal,
  'ForAllValues:StringLike': matchesPattern,
};

/**
 * Whether a request meets every key of a statement's condition block. A key that the request lacks fails the
 * test, except under `ForAllValues`, which AWS takes as met when there is no value to test.
 * @param context condition keys of the request, such as `dynamodb:LeadingKeys`
 * @throws SandboxNotImplemented for an operator or a policy variable that is not evaluated here
 */
export function meetsConditions(
  block: ConditionBlock | undefined,
  context: Readonly<Record<string, string>>,
): boolean {
  return Object.entries(block ?? {}).every(([operator, keys]) => {
    const test = TESTS[operator];
    if (!test) throw new SandboxNotImplemented(`the condition operator ${operator}`, FILE);
    return Object.entries(keys).every(([key, accepted]) =>
      meets(test, operator, [accepted].flat(), contextValue(context, key)),
    );
  });
}

const FILE = 'sandbox/iam/conditions.ts';

function meets(
  test: Test,
  operator: string,
  accepted: readonly string[],
  actual: string | undefined,
): boolean {
  if (accepted.some((value) => value.includes('${')))
    throw new SandboxNotImplemented(`the policy variable of ${accepted.join(', ')}`, FILE);
  if (actual === undefined) return operator.startsWith('ForAllValues:');
  return accepted.some((value) => test(value, actual));
}

/** Condition key names are compared without regard to case. */
function contextValue(context: Readonly<Record<string, string>>, key: string): string | undefined {
  const wanted = key.toLowerCase();
  return Object.entries(context).find(([name]) => name.toLowerCase() === wanted)?.[1];
}
