import type { Clients } from '../../../functions/clients.ts';
import { type Call, describeError } from './call.ts';
import { chaosCalls } from './chaos.calls.ts';
import { costCalls } from './cost.calls.ts';
import { ecsCalls } from './ecs.calls.ts';
import { houseCalls } from './house.calls.ts';
import { importingCalls } from './importing.calls.ts';
import { jsonCalls } from './json.calls.ts';
import { listingCalls } from './listing.calls.ts';
import { notificationCalls } from './notification.calls.ts';
import { postureCalls } from './posture.calls.ts';
import { queryCalls } from './query.calls.ts';
import { restCalls } from './rest.calls.ts';
import { runbookCalls } from './runbook.calls.ts';
import { s3Calls } from './s3.calls.ts';
import { scalingCalls } from './scaling.calls.ts';
import { tableCalls } from './table.calls.ts';
import { watchingCalls } from './watching.calls.ts';

/** Every command that our functions send, by what it is. */
export const CALLS: Readonly<Record<string, Call>> = {
  ...tableCalls,
  ...ecsCalls,
  ...jsonCalls,
  ...queryCalls,
  ...restCalls,
  ...s3Calls,
  ...houseCalls,
  ...notificationCalls,
  ...runbookCalls,
  ...importingCalls,
  ...postureCalls,
  ...watchingCalls,
  ...chaosCalls,
  ...costCalls,
  ...listingCalls,
  ...scalingCalls,
};

/** What the SDK makes of a call's answers: the output, or all that tells the error. */
export async function probe(name: string, clients: Clients): Promise<unknown> {
  const call = CALLS[name];
  if (!call) throw new Error(`There is no call '${name}'.`);
  try {
    return await call.send(clients);
  } catch (error) {
    return describeError(error);
  }
}
