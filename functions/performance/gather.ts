import { type Criteria, parseCriteria } from '../../core/judge/criteria.ts';
import type { Facts } from '../../core/performance/facts.ts';
import type { Metric } from '../../core/performance/measures.ts';
import type { TimeWindow } from '../../core/performance/window.ts';
import type { LambdaAliasTarget, ServiceRecord } from '../../core/services/service.ts';
import type { Context } from '../context.ts';
import { functionMeasuring } from './function-periods.ts';
import { readFunction } from './function-setting.ts';
import { type Measuring, readPeriods } from './read-periods.ts';
import { readReports } from './read-reports.ts';
import { taskMeasuring } from './task-periods.ts';
import { readTasks } from './task-setting.ts';

/** All that was read of one service, and what it took. */
export interface Gathered {
  /** Undefined for what cannot be told anything about. */
  readonly facts: Facts | undefined;
  readonly obstacle?: string;
  readonly metrics: number;
  readonly bytesScanned: number;
  readonly notSeen: readonly string[];
}

/** Metrics that only the lines of a function's log tell. */
const BY_REPORTS: readonly Metric[] = ['memory', 'cold-starts', 'latency'];

/** Reads one service: how it is configured, and what was measured of it. */
export async function gather(
  context: Context,
  service: ServiceRecord,
  timeWindow: TimeWindow,
  metrics: readonly Metric[],
): Promise<Gathered> {
  const limit = p95LimitOf(service.criteria);
  const held = limit === undefined ? {} : { p95LimitMs: limit };
  const { target } = service;
  if (target.type === 'lambda-alias') return gatherFunction(context, target, { timeWindow, metrics, held });
  const { setting, ...rest } = await readTasks(context, target);
  if (!setting)
    return {
      facts: undefined,
      ...rest,
      metrics: 0,
      bytesScanned: 0,
      notSeen: ['Its tasks do not run on Fargate: what they could be given is not known.'],
    };
  const { metrics: read, ...periods } = await readPeriods(context, taskMeasuring(target), timeWindow);
  const notSeen = ['throttles, cold-starts: tasks have none.'];
  return { facts: { setting, ...periods, ...held }, ...rest, metrics: read, bytesScanned: 0, notSeen };
}

interface Asked {
  readonly timeWindow: TimeWindow;
  readonly metrics: readonly Metric[];
  readonly held: Pick<Facts, 'p95LimitMs'>;
}

async function gatherFunction(
  context: Context,
  target: LambdaAliasTarget,
  { timeWindow, metrics, held }: Asked,
): Promise<Gathered> {
  const { setting, logGroup, ...rest } = await readFunction(context, target);
  const measuring: Measuring = functionMeasuring(target, setting.version);
  const [{ metrics: read, ...periods }, reports] = await Promise.all([
    readPeriods(context, measuring, timeWindow),
    reportsOrWhy(context, logGroup, metrics),
  ]);
  const facts = { setting, ...periods, ...held, ...(reports.reports && { reports: reports.reports }) };
  const notSeen = ['cpu: CloudWatch does not measure it of a function.', ...reports.notSeen];
  return { facts, ...rest, metrics: read, bytesScanned: reports.bytesScanned, notSeen };
}

async function reportsOrWhy(context: Context, logGroup: string | undefined, metrics: readonly Metric[]) {
  const nothing = (why: string) => ({
    reports: undefined,
    bytesScanned: 0,
    notSeen: [`memory, cold-starts: ${why}`],
  });
  if (!metrics.some((metric) => BY_REPORTS.includes(metric))) return { ...nothing(''), notSeen: [] };
  if (logGroup === undefined) return nothing('the function logs JSON, which has no REPORT lines.');
  const { reports, bytesScanned, why } = await readReports(context, logGroup);
  if (!reports) return { ...nothing(`Logs Insights did not answer: ${why}.`), bytesScanned };
  if (reports.length === 0) return { ...nothing(`${logGroup} has no REPORT lines.`), bytesScanned };
  return { reports, bytesScanned, notSeen: [] };
}

/** The p95 that deployments of the service are held to. */
function p95LimitOf(criteria: Criteria): number | undefined {
  return parseCriteria(criteria).responseTimeMs;
}
