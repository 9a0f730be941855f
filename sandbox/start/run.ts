import { once } from 'node:events';
import { systemClock } from '../../functions/clock.ts';
import { callOperation } from '../account/caller.ts';
import type { LiveSandbox } from './live-sandbox.ts';
import { type CallRecords, Progress, tellProgress } from './progress.ts';

/** Real milliseconds after which an end that hangs is no longer waited for. */
const PATIENCE_MS = 8_000;

/** What a terminal sends to npm and to us, npm sends us again: a signal this soon after the first is the same one. */
const SAME_SIGNAL_MS = 1_000;

/** Ends the process the hard way after a second signal, or when the orderly end hangs; its tasks end with it. */
function endBy(firstSignalAt: number): void {
  const hard = () => process.exit(1);
  const again = () => {
    if (systemClock.now() - firstSignalAt > SAME_SIGNAL_MS) hard();
  };
  process.on('SIGINT', again).on('SIGTERM', again);
  void systemClock.sleep(PATIENCE_MS).then(hard);
}

/** Resolves when somebody ends the process by Ctrl-C or SIGTERM. */
export async function endAsked(): Promise<void> {
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
}

/**
 * Shows what happens in a sandbox until it is to end, and ends it.
 * @param ended `endAsked`, from before the sandbox began to start: from then on no signal is lost
 */
export async function run(
  sandbox: LiveSandbox,
  ended: Promise<void>,
  write: (line: string) => void,
): Promise<void> {
  const stopped = new AbortController();
  const call: CallRecords = (operation, input) =>
    callOperation(sandbox.account, operation, input, { profile: 'viewer' });
  const progress = new Progress(call, sandbox.since, write);
  const telling = tellProgress(progress, systemClock, stopped.signal, write);
  await ended;
  endBy(systemClock.now());
  stopped.abort();
  await telling;
  await sandbox.close();
  const { total, failed } = sandbox.traffic.log.counts();
  write(`Ended. ${total} requests were sent to storefront, ${failed} of them failed.`);
}
