import { once } from 'node:events';
import { systemClock } from '../../functions/clock.ts';
import { callOperation } from '../account/caller.ts';
import type { LiveSandbox } from './live-sandbox.ts';
import { type CallRecords, Progress, tellProgress } from './progress.ts';

/** Real milliseconds after which an end that hangs is no longer waited for. */
const PATIENCE_MS = 8_000;

/** Shows what happens in a sandbox until somebody ends it by Ctrl-C or SIGTERM; a second Ctrl-C does not wait. */
export async function run(sandbox: LiveSandbox, write: (line: string) => void): Promise<void> {
  const stopped = new AbortController();
  const call: CallRecords = (operation, input) =>
    callOperation(sandbox.account, operation, input, { profile: 'viewer' });
  const progress = new Progress(call, sandbox.since, write);
  const telling = tellProgress(progress, systemClock, stopped.signal, write);
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  const impatient = () => process.exit(1);
  process.once('SIGINT', impatient).once('SIGTERM', impatient);
  void systemClock.sleep(PATIENCE_MS).then(impatient);
  stopped.abort();
  await telling;
  await sandbox.close();
  const { total, failed } = sandbox.traffic.log.counts();
  write(`Ended. ${total} requests were sent to storefront, ${failed} of them failed.`);
}
