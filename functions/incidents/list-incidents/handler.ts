import { InvalidInput } from '../../../core/errors.ts';
import type { StoredIncident } from '../../../core/incident/record.ts';
import { statistics } from '../../../core/incident/statistics.ts';
import type { Context } from '../../context.ts';
import type { Handler } from '../../operation.ts';
import { pageOf } from '../queries.ts';
import { INDEX } from '../store.ts';
import { viewOf } from '../view.ts';
import type { definition } from './definition.ts';

type Input = Parameters<Handler<typeof definition>>[0];

/** Index pages that one call reads at most while a filter leaves nothing over. */
const PAGES = 10;

export const handler: Handler<typeof definition> = async (input, context) => {
  const where = placeOf(input, context);
  const found: StoredIncident[] = [];
  let after = input.nextToken === undefined ? undefined : afterOf(input.nextToken);
  for (let page = 0; page < PAGES; page++) {
    const next = await pageOf(context, where, input.limit - found.length, after);
    found.push(...next.incidents.filter((record) => wanted(record, input)));
    after = next.after;
    if (after === undefined || found.length >= input.limit) break;
  }
  const { mttd, mtta, mttr, formulas } = statistics(found);
  return {
    incidents: found.map(viewOf),
    statistics: { mttd, mtta, mttr, formulas: { ...formulas } },
    ...(after !== undefined && { nextToken: Buffer.from(after).toString('base64url') }),
  };
};

function placeOf({ open, month }: Input, context: Context): string {
  if (open && month !== undefined)
    throw refused('month', 'is given together with open', 'a month or open, not both');
  if (open) return INDEX.open(context);
  return INDEX.month(context, month ?? new Date(context.clock.now()).toISOString().slice(0, 7));
}

function wanted(record: StoredIncident, { environment, service, state, severity, open }: Input): boolean {
  return (
    (environment ?? record.environment) === record.environment &&
    (service === undefined || record.services.includes(service)) &&
    (state ?? record.state.name) === record.state.name &&
    (severity ?? record.severity) === record.severity &&
    // The index may be behind.
    !(open && record.state.name === 'RESOLVED')
  );
}

const SORT_KEY = /^\d{4}-\d\d-\d\dT[\d:.]+Z#inc-[0-9a-z]+$/;

function afterOf(nextToken: string): string {
  const text = Buffer.from(nextToken, 'base64url').toString('utf8');
  if (SORT_KEY.test(text)) return text;
  throw refused('nextToken', 'is not a token of this list', 'the nextToken of the page before');
}

function refused(field: string, problem: string, allowed: string): InvalidInput {
  return new InvalidInput(`${field} ${problem}.`, { violations: [{ field, problem, allowed }] });
}
