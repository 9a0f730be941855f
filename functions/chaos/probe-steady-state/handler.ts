import { decideDuring } from '../../../core/chaos/during.ts';
import type { StoredChaos } from '../../../core/chaos/record.ts';
import { isSteady } from '../../../core/chaos/result.ts';
import { readAlarms } from '../../alarms.ts';
import type { Context } from '../../context.ts';
import type { Handler } from '../../operation.ts';
import { readService, type StoredService } from '../../services/store.ts';
import { look } from '../probes.ts';
import { readChaos, saveChaos } from '../store.ts';
import { foldDuring, summed, wholeFault } from '../whole-fault.ts';
import type { definition } from './definition.ts';

type Answer = Awaited<ReturnType<Handler<typeof definition>>>;

const MINUTE_MS = 60_000;
/** Minutes before the fault that have to be steady. */
const BASELINE_MINUTES = 5;
const AGAIN_SECONDS = 20;

export const handler: Handler<typeof definition> = async ({ experimentId, phase }, context) => {
  const record = await readChaos(context, experimentId);
  if (record.state.name === 'ENDED') return { next: 'conclude' };
  const service = await readService(context, record.environment, record.service);
  if (phase === 'before') return before(context, record, service);
  return phase === 'during' ? during(context, record, service) : after(context, record, service);
};

/** The last minute of which all is known begins before this. */
function knownTo(context: Context): number {
  const known = context.clock.now() - context.environment.metricMarginSeconds * 1000;
  return Math.floor(known / MINUTE_MS) * MINUTE_MS;
}

async function before(context: Context, record: StoredChaos, service: StoredService): Promise<Answer> {
  if (record.state.name !== 'PENDING') return { next: 'inject' };
  const to = knownTo(context);
  const { results } = await look(context, service, record.experiment, {
    from: to - BASELINE_MINUTES * MINUTE_MS,
    to,
  });
  const steady = isSteady(results);
  const words = steady ? 'The service is steady.' : 'The service is not steady: nothing is injected.';
  await saveChaos(context, record, { ...record, baseline: results }, { words });
  return { next: steady ? 'inject' : 'conclude' };
}

async function during(context: Context, record: StoredChaos, service: StoredService): Promise<Answer> {
  if (record.state.name !== 'INJECTED') return { next: 'restore' };
  const begun = Math.floor((record.times.injectedAt ?? context.clock.now()) / MINUTE_MS) * MINUTE_MS;
  const span = { from: begun, to: Math.max(begun, knownTo(context)) };
  const [{ results, measurements }, alarms] = await Promise.all([
    look(context, service, record.experiment, span),
    readAlarms(context, service.alarms),
  ]);
  const next = decideDuring({
    stop: record.experiment.stop,
    measurements,
    span,
    firing: service.alarms.filter((name) => alarms.get(name)?.state === 'ALARM'),
    gone: service.alarms.filter((name) => !alarms.has(name)),
    now: context.clock.now(),
    until: Date.parse(record.state.until),
  });
  const folded = foldDuring(record.experiment.hypothesis, record.during, results);
  if (folded.changed)
    await saveChaos(
      context,
      record,
      { ...record, during: folded.results },
      { words: `Seen while the fault is there: ${summed(folded.results)}.` },
    );
  if (next.next === 'wait') return { next: 'wait', seconds: next.seconds };
  return { next: 'restore', ...(next.next === 'abort' && { aborted: next.words }) };
}

/** Steady is the first whole minute after the fault in which every probe is; then all of the fault is known, too. */
async function after(context: Context, record: StoredChaos, service: StoredService): Promise<Answer> {
  const { state, times } = record;
  if (state.name !== 'RECOVERING') return { next: 'conclude' };
  const from = Math.ceil((times.takenBackAt ?? 0) / MINUTE_MS) * MINUTE_MS;
  const to = knownTo(context);
  const isLate = context.clock.now() >= Date.parse(state.deadline);
  if (to <= from && !isLate) return { next: 'wait', seconds: Math.ceil((from - to) / 1000) + AGAIN_SECONDS };
  const { results } = await look(context, service, record.experiment, { from: to - MINUTE_MS, to });
  const steady = isSteady(results);
  if (!steady && !isLate) return { next: 'wait', seconds: AGAIN_SECONDS };
  const seen = await wholeFault(context, record, service);
  const steadyAt = steady ? to : undefined;
  const known = { ...times, ...(steadyAt !== undefined && { steadyAt }) };
  const words = steady ? 'The service is steady again.' : 'The service is not steady again in time.';
  const changed = { ...record, ...seen, after: results, times: { ...known, ...seen.times } };
  await saveChaos(context, record, changed, { words });
  return { next: 'conclude' };
}
