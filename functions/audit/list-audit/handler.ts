import { InvalidInput, type Violation } from '../../../core/errors.ts';
import type { Handler } from '../../operation.ts';
import { pageToken, positionOf } from '../page-token.ts';
import { type AuditPage, pageOfMonth, pageOfResource } from '../store.ts';
import type { definition } from './definition.ts';

export const handler: Handler<typeof definition> = async (input, context) => {
  refuseMixed(input);
  const { resource, caller, action, outcome, limit, nextToken } = input;
  const month = input.month ?? new Date(context.clock.now()).toISOString().slice(0, 7);
  const filter = { caller, action, outcome };
  // The month is part of the question even when it was left out: a token from last month must not go on in this.
  const question = resource === undefined ? { month, ...filter } : { resource };
  const after = nextToken === undefined ? undefined : positionOf(question, nextToken);
  const page: AuditPage =
    resource === undefined
      ? await pageOfMonth(context, month, filter, limit, after)
      : await pageOfResource(context, resource, limit, after);
  return {
    records: [...page.records],
    ...(page.last && { nextToken: pageToken(question, page.last) }),
  };
};

function refuseMixed(input: Parameters<typeof handler>[0]): void {
  if (input.resource === undefined) return;
  const violations = (['month', 'caller', 'action', 'outcome'] as const)
    .filter((field) => input[field] !== undefined)
    .map(
      (field): Violation => ({ field, problem: 'goes not with resource', allowed: 'resource, or a month' }),
    );
  if (violations.length > 0)
    throw new InvalidInput('A list is of one resource or of one month, not of both.', { violations });
}
