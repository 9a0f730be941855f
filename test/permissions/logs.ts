import type { Installation } from '../flows/installation.ts';
import { ENVIRONMENT } from '../flows/service.ts';

const HOUR_MS = 3_600_000;
const LOGS = 'CloudWatchLogsClient';

/** An analysis that is cut off, whose count of the rest takes too long, too. */
export async function logs({ account, as, clock }: Installation): Promise<void> {
  const slow = (command: string) =>
    account.faults.add({ match: { client: LOGS, command }, effect: 'latency', milliseconds: 9_000 });
  const removals = ['FilterLogEvents', 'StartQuery'].map(slow);
  const group = 'everything';
  for (let line = 0; line < 30; line++) account.scope.log(`/aws/lambda/${group}`, 'live', `line ${line}`);
  const now = clock.now();
  const [startTime, endTime] = [now - HOUR_MS, now].map((at) => new Date(at).toISOString());
  await as('viewer').analyze_logs({
    environment: ENVIRONMENT,
    startTime: startTime ?? '',
    endTime: endTime ?? '',
  });
  for (const remove of removals) remove();
}
