import type { Probe } from '../../core/chaos/experiment.ts';
import { FAULTS } from '../../core/chaos/fault.ts';
import { observe, within } from '../../core/chaos/observed.ts';
import type { ChaosRecord, StoredChaos } from '../../core/chaos/record.ts';
import type { ProbeResult, ProbeStatus } from '../../core/chaos/result.ts';
import type { Context } from '../context.ts';
import type { StoredService } from '../services/store.ts';
import { measure } from './measure.ts';
import { look } from './probes.ts';

const MINUTE_MS = 60_000;
/** Minutes before the fault that its evidence is compared with. */
const USUAL_MINUTES = 5;

/** Probes that are read at a moment; all others are read again for the whole time, once all of it is known. */
const MOMENTARY: readonly Probe['type'][] = ['http', 'slo-burn'];
const WORSE: readonly ProbeStatus[] = ['PASS', 'NO_DATA', 'ERROR', 'FAIL'];

/** What was seen so far, with what a look adds: the worst of each probe. */
export function foldDuring(
  hypothesis: readonly Probe[],
  before: readonly ProbeResult[],
  results: readonly ProbeResult[],
): { readonly results: readonly ProbeResult[]; readonly changed: boolean } {
  const folded = results.map((result) => {
    const known = before.find(({ probe }) => probe === result.probe);
    const { type } = hypothesis.find(({ name }) => name === result.probe) ?? {};
    if (!known || !type || !MOMENTARY.includes(type)) return result;
    return WORSE.indexOf(known.status) > WORSE.indexOf(result.status) ? known : result;
  });
  const statuses = (list: readonly ProbeResult[]) => list.map(({ status }) => status).join();
  return { results: folded, changed: statuses(folded) !== statuses(before) };
}

export function summed(results: readonly ProbeResult[]): string {
  return results.map(({ probe, status }) => `${probe} ${status}`).join(', ');
}

/** Everything that was measured while the fault was there, and whether the fault shows in it. */
export async function wholeFault(
  context: Context,
  record: StoredChaos,
  service: StoredService,
): Promise<Pick<ChaosRecord, 'during' | 'observed' | 'requests' | 'times'>> {
  const { injectedAt, takenBackAt } = record.times;
  const { during: known, times } = record;
  if (injectedAt === undefined || takenBackAt === undefined) return { during: known, requests: 0, times };
  const from = Math.floor(injectedAt / MINUTE_MS) * MINUTE_MS;
  const span = { from, to: Math.ceil(takenBackAt / MINUTE_MS) * MINUTE_MS };
  const before = { from: from - USUAL_MINUTES * MINUTE_MS, to: from };
  const momentary = {
    hypothesis: record.experiment.hypothesis.filter(({ type }) => !MOMENTARY.includes(type)),
  };
  const { results } = await look(context, service, momentary, span);
  const all = await measure(context, service, { from: before.from, to: span.to });
  const kept = known.filter(({ probe }) => !results.some((one) => one.probe === probe));
  const { fault, magnitude, affectedShare } = record.plan;
  const observed = observe(FAULTS[fault].evidence(magnitude, affectedShare), all, before, span);
  return {
    during: [...results, ...kept],
    observed,
    requests: within(all, 'requests', span).reduce((sum, [, value]) => sum + value, 0),
    times: { ...times, ...(observed.since !== undefined && { observedAt: observed.since + MINUTE_MS }) },
  };
}
