import { Conflict, Internal } from '../../core/errors.ts';
import type { StoredDeployment } from '../../core/rollout/record.ts';
import { isTerminal } from '../../core/rollout/state.ts';
import type { Context } from '../context.ts';
import { readDeployment } from '../runs/store.ts';
import type { Driver, Job } from './driver.ts';

/** A deployment's record for a step of its own machine, which must still be meant to go on. */
export async function runningRecord(context: Context, driver: Driver, id: string): Promise<StoredDeployment> {
  const record = await readDeployment(context, id);
  refuseForeign(record, driver);
  if (record.state.name === 'RESTORING' || isTerminal(record.state))
    throw new Conflict(`Deployment ${id} is ${record.state.name}: it does not go on.`);
  return record;
}

/** The job of a record whose undo data is written. */
export function jobOf(record: StoredDeployment, driver: Driver): Job {
  refuseForeign(record, driver);
  if (!record.undo) throw new Internal(`Deployment ${record.id} has no undo data yet.`);
  return { record, target: record.target, undo: record.undo };
}

function refuseForeign({ id, target }: StoredDeployment, { type }: Driver): void {
  if (target.type !== type)
    throw new Internal(`Deployment ${id} has a ${target.type}; this driver moves a ${type}.`);
}

export function isoNow(context: Context): string {
  return new Date(context.clock.now()).toISOString();
}
