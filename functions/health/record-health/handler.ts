import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { DependencyFailed } from '../../../core/errors.ts';
import type { Finding } from '../../../core/health/finding.ts';
import { isNext, takeIn } from '../../../core/health/run.ts';
import { nodeOf } from '../../../core/incident/service-graph.ts';
import type { ServiceRecord } from '../../../core/services/service.ts';
import type { Context } from '../../context.ts';
import type { Handler } from '../../operation.ts';
import { inParallel } from '../in-parallel.ts';
import { registered } from '../registered.ts';
import { readWatches, type StoredWatch, writeRun } from '../store.ts';
import { survey } from '../survey.ts';
import { tell } from '../tell.ts';
import type { definition } from './definition.ts';

const PROBING_MS = 30_000;
/** What was found is written within the function's own time. */
const WRITING_MS = 25_000;
const WRITES_AT_ONCE = 10;

/** What is done with one service. */
interface Job {
  readonly service: ServiceRecord;
  readonly before: StoredWatch | undefined;
}

export const handler: Handler<typeof definition> = async (_input, context) => {
  const at = new Date(context.clock.now()).toISOString();
  const all = [...(await registered(context)).values()];
  const watchOf = await readWatches(context, all);
  const jobs = all.map((service) => ({ service, before: watchOf(service) })).filter(isWanted);
  const due = jobs.filter(({ before }) => isNext(before?.watch, at));
  const watched = due.flatMap(({ service }) => (service.health ? [service] : []));
  const { findings, notReached } = await survey(context, watched, AbortSignal.timeout(PROBING_MS));
  const { turns, failed, lost } = await takeAllIn(context, due, findings, at);
  if (failed.length > 0)
    throw new DependencyFailed(`What was found could not be kept or told of: ${failed.join(', ')}.`);
  return {
    services: due.length - lost,
    skipped: jobs.length - due.length + lost,
    turns,
    notReached: notReached.length,
  };
};

/** One that is watched no more is well, as far as anybody was told otherwise. */
function isWanted({ service, before }: Job): boolean {
  return service.health !== undefined || Object.keys(before?.watch.streaks ?? {}).length > 0;
}

async function takeAllIn(
  context: Context,
  jobs: readonly Job[],
  findings: ReadonlyMap<string, readonly Finding[]>,
  at: string,
) {
  const failed: string[] = [];
  let turns = 0;
  let lost = 0;
  const pool = { atOnce: WRITES_AT_ONCE, until: AbortSignal.timeout(WRITING_MS) };
  await inParallel(jobs, pool, async ({ service, before }) => {
    const node = nodeOf(service.environment, service.name);
    try {
      const taken = takeIn(before?.watch, findings.get(node) ?? [], at);
      // Told first: what was told and not kept is told again, what was kept and not told never would be.
      await tell(context, service, taken.run, taken.turns);
      await writeRun(context, service, before, taken);
      turns += taken.turns.length;
    } catch (error) {
      if (isOvertaken(error)) {
        lost += 1;
        return;
      }
      context.log.error('A run could not be kept or told of.', { service: node, why: String(error) });
      failed.push(node);
    }
  });
  return { turns, failed, lost };
}

/** Another run of the same service was kept meanwhile. */
function isOvertaken(error: unknown): boolean {
  if (!(error instanceof TransactionCanceledException)) return false;
  const codes = (error.CancellationReasons ?? []).map(({ Code }) => Code);
  return codes.includes('ConditionalCheckFailed') || codes.includes('TransactionConflict');
}
