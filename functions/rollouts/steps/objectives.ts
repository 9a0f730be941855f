import { canonical } from '../../../core/canonical.ts';
import type { ObservedObjective } from '../../../core/judge/observation.ts';
import type { LookFacts } from '../../../core/rollout/decide.ts';
import type { StoredDeployment } from '../../../core/rollout/record.ts';
import {
  byTheMinute,
  type CountedSlice,
  countSlices,
  fastestOf,
  type ReadAt,
} from '../../../core/slo/count-slices.ts';
import { termsOf } from '../../../core/slo/count-slot.ts';
import type { Indicator, Objective } from '../../../core/slo/objective.ts';
import { ofVersion } from '../../../core/slo/of-version.ts';
import { type Range, sliceSeconds } from '../../../core/slo/tally.ts';
import type { Context } from '../../context.ts';
import { findSlo, type SloRecord } from '../../slo-record.ts';
import type { Driver } from '../driver.ts';
import { jobOf } from '../job.ts';
import { readMetrics } from '../metrics.ts';
import { HISTORY_MS, MEMORY_MS } from './look-back.ts';

/** The objectives that a deployment names, as far as they were counted since the shift of this step. */
export async function readObjectives(
  context: Context,
  driver: Driver,
  record: StoredDeployment,
  facts: LookFacts,
): Promise<ObservedObjective[]> {
  const { environment, objectives = [] } = record;
  return Promise.all(
    objectives.map(async (name) => {
      const slo = await findSlo(context, { environment, name });
      if (!slo || slo.removed) return gone(name);
      return observed(context, driver, record, facts, slo);
    }),
  );
}

function gone(name: string): ObservedObjective {
  return {
    name,
    scope: 'service',
    allowed: 1,
    fastest: 0.5,
    least: { bad: 1, total: 1 },
    sliceSeconds: 60,
    since: [],
    before: { bad: 0, total: 0 },
    unseen: `The objective ${name} was removed after the deployment began.`,
  };
}

async function observed(
  context: Context,
  driver: Driver,
  record: StoredDeployment,
  facts: LookFacts,
  slo: SloRecord,
): Promise<ObservedObjective> {
  const { name, target, least } = slo.objective;
  const objective = byTheMinute(slo.objective);
  const counted = sides(context, driver, record, facts, objective);
  const from = Math.min(counted.since.range.from, counted.before.range.from);
  const indicators = [counted.since.indicator, counted.before.indicator];
  const read = await readTerms(context, objective, indicators, { from, to: facts.now });
  const slices = ({ indicator, range }: Side) =>
    countSlices({ ...objective, indicator }, slo.exclusions, read, range);
  return {
    name,
    scope: counted.scope,
    allowed: 1 - target,
    fastest: fastestOf(slo.objective),
    least,
    sliceSeconds: sliceSeconds(objective),
    since: slices(counted.since),
    before: summed(slices(counted.before)),
  };
}

interface Side {
  readonly indicator: Indicator;
  readonly range: Range;
}

interface Sides {
  readonly scope: ObservedObjective['scope'];
  readonly since: Side;
  readonly before: Side;
}

/**
 * What is counted, and what it is compared with: the new version and the old one where the metrics tell them apart; else
 * all that the objective counts since the shift, and before the new version had any traffic.
 */
function sides(
  context: Context,
  driver: Driver,
  record: StoredDeployment,
  { now, step, shiftedAt }: LookFacts,
  objective: Objective,
): Sides {
  const slice = sliceSeconds(objective) * 1000;
  const to = now - context.environment.metricMarginSeconds * 1000;
  const first = Date.parse(record.firstShiftAt ?? record.createdAt);
  const oldest = now - MEMORY_MS;
  const earlier = { from: first - HISTORY_MS, to: first };
  const { indicator } = objective;
  const [own, old] = driver.versionTerms(jobOf(record, driver)).map((term) => ofVersion(indicator, term));
  if (!own || !old) {
    const since = { from: Math.max(shiftedAt, oldest), to };
    return { scope: 'service', since: { indicator, range: since }, before: { indicator, range: earlier } };
  }
  // A version that had no traffic before may count the slice in which the shift lies.
  const since = { from: Math.max(shiftedAt - slice + 1, oldest), to };
  const historical = record.steps[step]?.comparison === 'historical';
  return {
    scope: 'version',
    since: { indicator: own, range: since },
    before: { indicator: old, range: historical ? earlier : since },
  };
}

async function readTerms(
  context: Context,
  { slotSeconds }: Objective,
  indicators: readonly Indicator[],
  range: Range,
): Promise<ReadAt> {
  const terms = new Map(indicators.flatMap(termsOf).map((term) => [canonical(term), term]));
  const names = [...terms.keys()];
  const queries = [...terms.values()].map((term, index) => ({ id: `m${index}`, ...term }));
  const slot = slotSeconds * 1000;
  const from = Math.floor(range.from / slot) * slot;
  const series = await readMetrics(context, queries, { from, to: range.to, periodSeconds: slotSeconds });
  const byTerm = new Map(names.map((term, index) => [term, series.get(`m${index}`)]));
  return (term, at) => byTerm.get(canonical(term))?.get(at);
}

function summed(slices: readonly CountedSlice[]) {
  return slices.reduce((sum, { bad, total }) => ({ bad: sum.bad + bad, total: sum.total + total }), {
    bad: 0,
    total: 0,
  });
}
