import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { AUTONOMY, type Autonomy } from '../../core/runbook/autonomy.ts';
import { ledgerWrites, readLedgers } from '../../functions/runbooks/ledgers.ts';
import { documentClient } from '../../functions/table.ts';
import type { Installation } from '../../test/flows/installation.ts';
import { ENVIRONMENT } from './resolve.ts';

/** A service of no name: what a runbook has earned is counted by environment. */
const ANY = 'any';

/**
 * Gives every runbook the level that a scenario says it has earned by then. Levels are earned over many incidents; a
 * scenario is one.
 */
export async function trust(
  { context }: Installation,
  runbooks: readonly string[],
  level: Autonomy,
): Promise<void> {
  if (!AUTONOMY.includes(level)) throw new RangeError(`There is no level ${level}.`);
  for (const runbook of runbooks) {
    const target = { environment: ENVIRONMENT, service: ANY };
    const before = await readLedgers(context, runbook, target);
    const ledger = { level, verified: 0, changes: [] };
    const after = { ...before, earned: { ...before.earned, ledger } };
    const TransactItems = ledgerWrites(context, { runbook, target }, before, after);
    await documentClient(context).send(new TransactWriteCommand({ TransactItems }));
  }
}
