import { InvalidInput } from '../../../core/errors.ts';
import type { StoredDeployment } from '../../../core/rollout/record.ts';
import type { Context } from '../../context.ts';
import type { Handler } from '../../operation.ts';
import { listDeployments } from '../../runs/store.ts';
import { viewOf } from '../../runs/view.ts';
import type { definition } from './definition.ts';

type Input = Parameters<Handler<typeof definition>>[0];

/** Index pages that one call reads at most while a filter leaves nothing over. */
const PAGES = 10;

export const handler: Handler<typeof definition> = async (input, context) => {
  const where = placeOf(input, context);
  const found: StoredDeployment[] = [];
  let after = input.nextToken === undefined ? undefined : afterOf(input.nextToken);
  for (let page = 0; page < PAGES; page++) {
    const next = await listDeployments(context, where, input.limit - found.length, after);
    found.push(...next.deployments.filter((record) => wanted(record, input)));
    after = next.after;
    if (after === undefined || found.length >= input.limit) break;
  }
  return {
    deployments: found.map(viewOf),
    ...(after !== undefined && { nextToken: Buffer.from(after).toString('base64url') }),
  };
};

function placeOf({ environment, service, month }: Input, context: Context) {
  if (service === undefined)
    return { month: month ?? new Date(context.clock.now()).toISOString().slice(0, 7) };
  if (month !== undefined)
    throw refused('month', 'is given together with a service', 'a service or a month, not both');
  if (environment === undefined)
    throw refused('environment', 'is missing', 'an environment, when a service is named');
  return { environment, service };
}

function wanted(record: StoredDeployment, { environment, state }: Input): boolean {
  return (
    (environment ?? record.environment) === record.environment &&
    (state ?? record.state.name) === record.state.name
  );
}

const SORT_KEY = /^\d{4}-\d\d-\d\dT[\d:.]+Z#dep-[0-9a-z]+$/;

function afterOf(nextToken: string): string {
  const text = Buffer.from(nextToken, 'base64url').toString('utf8');
  if (SORT_KEY.test(text)) return text;
  throw refused('nextToken', 'is not a token of this list', 'the nextToken of the page before');
}

function refused(field: string, problem: string, allowed: string): InvalidInput {
  return new InvalidInput(`${field} ${problem}.`, { violations: [{ field, problem, allowed }] });
}
