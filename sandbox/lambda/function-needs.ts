import type { AccountScope, Need } from '../service.ts';
import { functionArn, functionReference } from './function-arn.ts';

export interface NamedFunction {
  readonly FunctionName?: string | undefined;
  readonly Qualifier?: string | undefined;
}

/** A permission on the function, version or alias that a request names, with the function's tags. */
export function functionNeeds(scope: AccountScope, action: string, input: NamedFunction): readonly Need[] {
  const reference = functionReference(input.FunctionName, input.Qualifier);
  const tags = scope.tags.get(functionArn(scope, { name: reference.name })) ?? {};
  const conditions = Object.fromEntries(
    Object.entries(tags).map(([key, value]) => [`aws:ResourceTag/${key}`, value]),
  );
  return [{ action: `lambda:${action}`, resource: functionArn(scope, reference), conditions }];
}
