import type { Installation } from '../flows/installation.ts';
import { ENVIRONMENT } from '../flows/service.ts';

const HOUR_MS = 3_600_000;
const CLIENT = 'CloudWatchLogsClient';

/** The logs of all services, and those of one that are cut off, whose count of the rest takes too long, too. */
export async function logs({ account, as, clock }: Installation): Promise<void> {
  const viewer = as('viewer');
  const { services } = await viewer.list_services({ environment: ENVIRONMENT });
  const service = services.find(({ type }) => type === 'lambda-alias')?.name ?? '';
  const now = clock.now();
  const period = {
    environment: ENVIRONMENT,
    startTime: new Date(now - HOUR_MS).toISOString(),
    endTime: new Date(now).toISOString(),
  };
  const slow = account.faults.add({
    match: { client: CLIENT, command: 'FilterLogEvents' },
    effect: 'latency',
    milliseconds: 6_000,
  });
  // A search may be over between the last look at it and its end; stopping it is refused then.
  const unfinished = account.faults.add({
    match: { client: CLIENT, command: 'GetQueryResults' },
    effect: 'alter',
    alter: (output) => ({ ...output, status: 'Running', results: [] }),
  });
  await viewer.analyze_logs({ ...period, service });
  slow();
  unfinished();
  await viewer.analyze_logs(period);
}
