import { history } from '../../../core/health/history.ts';
import type { Handler } from '../../operation.ts';
import { readService } from '../../services/store.ts';
import { EVERY_MINUTES } from '../kept.ts';
import { shownCounts } from '../shown-counts.ts';
import { listRuns, readWatches } from '../store.ts';
import type { definition } from './definition.ts';

const MOST_RUNS = 1_000;
const HOUR_MS = 3_600_000;

export const handler: Handler<typeof definition> = async ({ environment, service, hours }, context) => {
  const now = context.clock.now();
  const record = await readService(context, environment, service);
  const asked = new Date(now - hours * HOUR_MS).toISOString();
  const [{ runs, cut }, watchOf] = await Promise.all([
    listRuns(context, record, asked, MOST_RUNS),
    readWatches(context, [record]),
  ]);
  const since = cut ? (runs.at(-1)?.at ?? asked) : asked;
  const streaks = Object.entries(watchOf(record)?.watch.streaks ?? {});
  return {
    since,
    watched: record.health !== undefined,
    summary: { ...history(runs, { since: Date.parse(since), now, everySeconds: EVERY_MINUTES * 60 }) },
    firing: streaks.filter(([, { firing }]) => firing).map(([probe]) => probe),
    runs: runs.map(({ lost, counts, ...run }) => ({
      ...run,
      lost: lost.map((one) => ({ ...one })),
      counts: shownCounts([counts]),
    })),
    cut,
  };
};
