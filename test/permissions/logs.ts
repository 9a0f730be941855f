import type { Installation } from '../flows/installation.ts';
import { ENVIRONMENT } from '../flows/service.ts';

const HOUR_MS = 3_600_000;
/** Takes Logs Insights of the sandbox longer to scan than anybody waits. */
const LINES = 80;
const LINE = 'x'.repeat(10_000);

/** The logs of all services, and those of one that are cut off, whose count of the rest takes too long, too. */
export async function logs({ account, as, clock }: Installation): Promise<void> {
  const viewer = as('viewer');
  const { services } = await viewer.list_services({ environment: ENVIRONMENT });
  const service = services.find(({ type }) => type === 'lambda-alias')?.name ?? '';
  for (let line = 0; line < LINES; line++) account.scope.log(`/aws/lambda/${service}`, 'live', LINE);
  const now = clock.now() + 1;
  const period = {
    environment: ENVIRONMENT,
    startTime: new Date(now - HOUR_MS).toISOString(),
    endTime: new Date(now).toISOString(),
  };
  const match = { client: 'CloudWatchLogsClient', command: 'FilterLogEvents' };
  const remove = account.faults.add({ match, effect: 'latency', milliseconds: 6_000 });
  await viewer.analyze_logs({ ...period, service });
  remove();
  await viewer.analyze_logs(period);
}
