import { type Compared, compare } from '../../core/performance/baseline.ts';
import { type Bottleneck, bottleneckOf } from '../../core/performance/bottleneck.ts';
import { type Chosen, choose } from '../../core/performance/choice.ts';
import type { Facts } from '../../core/performance/facts.ts';
import { type Measures, type Metric, measuresOf, reportMeasures } from '../../core/performance/measures.ts';
import type { Optimization } from '../../core/performance/optimization.ts';
import { type Recommendation, recommendationsFor } from '../../core/performance/recommendation.ts';
import { RULES } from '../../core/performance/rules.ts';
import type { TimeWindow } from '../../core/performance/window.ts';
import { windowOf } from '../../core/performance/window.ts';
import type { Context } from '../context.ts';
import type { StoredService } from '../services/store.ts';
import { followAll } from './follow.ts';
import { type Gathered, gather } from './gather.ts';
import { changedAt, measured, takenBack } from './measure-realised.ts';
import { type Readiness, readinessOf } from './readiness.ts';
import { readPerformance, type StoredPerformance } from './store.ts';

export interface Asked {
  readonly timeWindow: TimeWindow;
  readonly metrics: readonly Metric[];
}

/** One service, as it is analysed. */
export interface Analysis {
  readonly record: StoredPerformance;
  /** The ledger as its deployments have come out by now, and as far as effects can be measured. */
  readonly optimizations: readonly Optimization[];
  readonly gathered: Gathered;
  readonly compared: readonly Compared[];
  readonly bottleneck: Bottleneck;
  readonly recommendations: readonly Recommendation[];
  readonly readiness: Readiness;
  readonly chosen: Chosen;
}

/** Reads a service and says what it makes of it; nothing is written. */
export async function analyse(context: Context, service: StoredService, asked: Asked): Promise<Analysis> {
  const { environment, name } = service;
  const [record, read] = await Promise.all([
    readPerformance(context, { environment, service: name }),
    gather(context, service, asked.timeWindow, asked.metrics),
  ]);
  const now = context.clock.now();
  const followed = takenBack(await followAll(context, record.optimizations), read, now);
  const gathered = sinceApplied(read, followed);
  const optimizations = measured(followed, gathered.facts, now);
  const { facts } = gathered;
  const recommendations = facts ? recommendationsFor(RULES, facts, asked.metrics) : [];
  const readiness = await readinessOf(context, service, gathered);
  const circumstances = { now, optimizations, ...readiness };
  return {
    record,
    optimizations,
    gathered,
    ...compareAll(context, facts, asked),
    recommendations,
    readiness,
    chosen: choose(recommendations, circumstances),
  };
}

/** Shares of a size say nothing of another size: evidence begins when the size was changed last. */
function sinceApplied(gathered: Gathered, optimizations: readonly Optimization[]): Gathered {
  const since = Math.max(0, ...optimizations.flatMap((one) => changedAt(one) ?? []));
  const { facts } = gathered;
  if (!facts || since === 0) return gathered;
  return { ...gathered, facts: { ...facts, sizing: facts.sizing.filter(({ at }) => at >= since) } };
}

function compareAll(context: Context, facts: Facts | undefined, { timeWindow, metrics }: Asked) {
  if (!facts) {
    const evidence = 'Its tasks are not on Fargate.';
    return { compared: [], bottleneck: { name: 'NO_DATA', evidence } as const };
  }
  const { from, to } = windowOf(timeWindow, context.clock.now());
  const measuresIn = (periods: Facts['window']): Measures =>
    measuresOf(periods, facts.setting, (to - from) / 1000);
  const now: Measures = { ...measuresIn(facts.window), ...reportMeasures(facts) };
  const weeks = facts.earlier.map(measuresIn);
  const compared = metrics.map((metric) => compare(metric, now, weeks));
  // A metric that was not asked for is no reason either.
  const asked = Object.fromEntries(
    Object.entries(now).filter(([metric]) =>
      metrics.some((one) => one === metric || metric === 'throughput'),
    ),
  );
  return { compared, bottleneck: bottleneckOf(facts, asked, compared) };
}
