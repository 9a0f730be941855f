import { CloudWatchLogsClient, paginateFilterLogEvents } from '@aws-sdk/client-cloudwatch-logs';
import type { Experiment, Probe } from '../../core/chaos/experiment.ts';
import { type Measurements, type Span, within } from '../../core/chaos/observed.ts';
import { judgeProbe, type Measured, type ProbeResult } from '../../core/chaos/result.ts';
import { isAwsError, OperateError } from '../../core/errors.ts';
import type { ServiceRecord } from '../../core/services/service.ts';
import type { Context } from '../context.ts';
import { readStatuses, statusName } from '../slos/status-store.ts';
import { listSlos } from '../slos/store.ts';
import { measure, readOne } from './measure.ts';

const HTTP_TIMEOUT_MS = 3_000;
/** Lines that a log probe counts at most: beyond that it is far out of any tolerance. */
const MOST_LINES = 10_000;

export interface Look {
  readonly results: readonly ProbeResult[];
  readonly measurements: Measurements;
}

/** Reads every probe over a span of whole minutes; one that cannot be read says so and spoils no other. */
export async function look(
  context: Context,
  service: ServiceRecord,
  { hypothesis }: Pick<Experiment, 'hypothesis'>,
  span: Span,
): Promise<Look> {
  const measurements = await measure(context, service, span);
  const results = await Promise.all(
    hypothesis.map(async (probe) =>
      judgeProbe(probe, await measured(context, service, probe, { span, measurements })),
    ),
  );
  return { results, measurements };
}

interface Range {
  readonly span: Span;
  readonly measurements: Measurements;
}

async function measured(
  context: Context,
  service: ServiceRecord,
  probe: Probe,
  range: Range,
): Promise<Measured> {
  try {
    return await valuesOf(context, service, probe, range);
  } catch (error) {
    if (error instanceof OperateError || isAwsError(error)) return { error: error.message };
    throw error;
  }
}

async function valuesOf(
  context: Context,
  service: ServiceRecord,
  probe: Probe,
  { span, measurements }: Range,
): Promise<Measured> {
  switch (probe.type) {
    case 'metric':
      return { values: within(measurements, probe.metric, span).map(([, value]) => value) };
    case 'cloudwatch':
      return { values: await readOne(context, probe, span) };
    case 'slo-burn':
      return burn(context, service, probe.objective);
    case 'http':
      return http(context, service, probe);
    case 'log-query':
      return { values: [await countLines(context, probe, span)] };
  }
}

async function burn(
  context: Context,
  { environment, name }: ServiceRecord,
  objective: string | undefined,
): Promise<Measured> {
  const slos = (await listSlos(context, { environment, service: name })).filter(
    (slo) => !slo.removed && (objective === undefined || slo.objective.name === objective),
  );
  const objectives = slos.map((slo) => slo.objective);
  const statuses = await readStatuses(context, objectives);
  return {
    values: objectives.flatMap((one) => {
      const status = statuses.get(statusName(one));
      return status?.remaining === undefined ? [] : [status.firingBurn ?? 0];
    }),
  };
}

/** Share of the requests that were answered as expected. */
async function http(
  context: Context,
  { target }: ServiceRecord,
  { path, expectStatus, requests }: Extract<Probe, { type: 'http' }>,
): Promise<Measured> {
  if (target.type !== 'ecs-pair') return { error: 'The service has no address: it is a function.' };
  let well = 0;
  for (let sent = 0; sent < requests; sent++)
    if (await answers(context, new URL(path, target.productionUrl).href, expectStatus)) well += 1;
  return { values: [well / requests] };
}

async function answers(context: Context, url: string, expectStatus: number): Promise<boolean> {
  try {
    return (await context.http({ url, timeoutMs: HTTP_TIMEOUT_MS })).status === expectStatus;
  } catch {
    // Not being answered is what is measured here.
    return false;
  }
}

async function countLines(
  context: Context,
  { logGroup, pattern }: Extract<Probe, { type: 'log-query' }>,
  { from, to }: Span,
): Promise<number> {
  const pages = paginateFilterLogEvents(
    { client: context.clients(CloudWatchLogsClient) },
    { logGroupName: logGroup, filterPattern: pattern, startTime: from, endTime: to },
  );
  let lines = 0;
  for await (const { events = [] } of pages) {
    lines += events.length;
    if (lines >= MOST_LINES) break;
  }
  return lines;
}
