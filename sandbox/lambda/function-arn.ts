import type { AccountScope } from '../service.ts';
import { invalidParameter } from './exceptions.ts';

/** A function as a request names it; the qualifier is a version, an alias or `$LATEST`. */
export interface FunctionReference {
  readonly name: string;
  readonly qualifier?: string;
}

const FORM = /^(?:(?:arn:aws:lambda:[^:]+:)?(?:\d{12}:)?function:)?([\w-]{1,64})(?::(\$LATEST|[\w-]+))?$/;

/**
 * Reads a name, a partial or a full ARN, each with or without a qualifier. Throws InvalidParameterValueException
 * when it is none of them, or when it says another qualifier than `qualifier`.
 */
export function functionReference(nameOrArn: string | undefined, qualifier?: string): FunctionReference {
  const [, name, derived] = FORM.exec(nameOrArn ?? '') ?? [];
  if (!name) throw invalidParameter(`Value '${nameOrArn}' at 'functionName' failed to satisfy constraint.`);
  if (qualifier !== undefined && derived !== undefined && derived !== qualifier)
    throw invalidParameter(
      'The derived qualifier from the function name does not match the specified qualifier.',
    );
  const effective = qualifier ?? derived;
  return effective === undefined ? { name } : { name, qualifier: effective };
}

export function functionArn(scope: AccountScope, { name, qualifier }: FunctionReference): string {
  const arn = `arn:aws:lambda:${scope.region}:${scope.accountId}:function:${name}`;
  return qualifier === undefined ? arn : `${arn}:${qualifier}`;
}
