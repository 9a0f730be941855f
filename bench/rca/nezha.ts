import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ResourceSeries } from '../../core/root-cause/resources.ts';
import type { TraceSample } from '../../core/root-cause/traces.ts';
import { withUnpacked } from './archive.ts';
import type { RcaCase } from './case.ts';
import { csvRecords } from './csv.ts';
import { templateOf } from './line-template.ts';

interface Fault {
  /** UTC, as `2023-01-29 08:43:04`. */
  readonly inject_time: string;
  readonly inject_pod: string;
  readonly inject_type: string;
}

interface PodMetrics {
  readonly node: string;
  /** Milliseconds since the epoch. */
  readonly times: readonly number[];
  readonly columns: ReadonlyMap<string, readonly number[]>;
}

const ARCHIVES = ['log.tar.xz', 'trace.tar.xz', 'metric.tar.xz'];
const MINUTE_MS = 60_000;
/** Minutes of logs and traces from that of the injection on. */
const MINUTES = 3;
/** The recorded time of an injection is up to this late: what is nearer before it is neither usual nor incident. */
const GUARD_MS = 30_000;
/** Metrics this near to the fault, before or after, are not fault-free. */
const AWAY_MS = 10 * MINUTE_MS;
/** Measures of what a pod uses; the others tell what its callers feel, or of the machine beneath. */
const RESOURCES = ['CpuUsage(m)', 'MemoryUsage(Mi)', 'NetworkReceiveBytes', 'NetworkTransmitBytes'];

/** The faults of Nezha's Train-Ticket that lie in the folder; none when it is absent. */
export async function readNezha(folder: string): Promise<RcaCase[]> {
  const archives = ARCHIVES.map((name) => join(folder, name)).filter((path) => existsSync(path));
  if (archives.length === 0) return [];
  return withUnpacked(archives, async (place) => {
    const days = (await readdir(place)).filter((name) => /^\d{4}-\d\d-\d\d$/.test(name)).sort();
    const usual = await readUsual(join(place, 'normal'));
    const cases: RcaCase[] = [];
    for (const day of days) cases.push(...(await readDay(join(place, day), usual)));
    return cases;
  });
}

async function readDay(folder: string, usual: TraceSample): Promise<RcaCase[]> {
  const faults: Fault[] = JSON.parse(await readFile(join(folder, 'faults.json'), 'utf8'));
  const metrics = await readMetrics(join(folder, 'metric'));
  const cases: RcaCase[] = [];
  for (const fault of faults) cases.push(await readFault(folder, fault, usual, metrics));
  return cases;
}

async function readFault(
  folder: string,
  fault: Fault,
  usual: TraceSample,
  metrics: readonly PodMetrics[],
): Promise<RcaCase> {
  const onset = Date.parse(`${fault.inject_time.replace(' ', 'T')}Z`);
  const minutes = Array.from({ length: MINUTES }, (_, index) => minuteName(onset + index * MINUTE_MS));
  const sample = joined(await Promise.all(minutes.map((minute) => readMinute(folder, minute))));
  const before = within(sample, (end) => end < onset - GUARD_MS);
  return {
    name: `${fault.inject_time} ${fault.inject_type}`,
    faultType: fault.inject_type,
    cause: serviceOf(fault.inject_pod),
    facts: {
      onset,
      calls: [],
      traces: { usual: joined([usual, before]), now: within(sample, (end) => end >= onset) },
      resources: metrics.flatMap((pod) => resourcesOf(pod, onset)),
    },
  };
}

function minuteName(at: number): string {
  return new Date(at).toISOString().slice(11, 16).replace(':', '_');
}

async function readUsual(folder: string): Promise<TraceSample> {
  if (!existsSync(folder)) return { spans: [], lines: [] };
  const samples: TraceSample[] = [];
  for (const day of (await readdir(folder)).sort())
    for (const file of await readdir(join(folder, day, 'trace')))
      samples.push(await readMinute(join(folder, day), file.replace('_trace.csv', '')));
  return joined(samples);
}

async function readMinute(folder: string, minute: string): Promise<TraceSample> {
  const traces = join(folder, 'trace', `${minute}_trace.csv`);
  const logs = join(folder, 'log', `${minute}_log.csv`);
  const spans = existsSync(traces) ? csvRecords(await readFile(traces, 'utf8')) : [];
  const lines = existsSync(logs) ? csvRecords(await readFile(logs, 'utf8')) : [];
  return { spans: spans.map(spanOf), lines: lines.map(lineOf) };
}

function spanOf(row: Record<string, string>): TraceSample['spans'][number] {
  const { TraceID = '', SpanID = '', ParentID, PodName = '', OperationName = '' } = row;
  return {
    traceId: TraceID,
    id: SpanID,
    ...(ParentID !== undefined && ParentID !== 'root' && { parentId: ParentID }),
    node: serviceOf(PodName),
    operation: OperationName,
    start: Number(row['StartTimeUnixNano']) / 1e6,
    // Microseconds.
    length: Number(row['Duration']) / 1e3,
  };
}

function lineOf(row: Record<string, string>): TraceSample['lines'][number] {
  return { spanId: row['SpanID'] ?? '', template: templateOf(row['Log'] ?? '') };
}

/** A pod's service: its name without the hashes of replica set and pod. */
function serviceOf(pod: string): string {
  return pod.replace(/-[0-9a-z]+-[0-9a-z]{5}$/, '');
}

function joined(samples: readonly TraceSample[]): TraceSample {
  return { spans: samples.flatMap(({ spans }) => spans), lines: samples.flatMap(({ lines }) => lines) };
}

/** Traces whose last span ends at a time that is asked for, whole. */
function within({ spans, lines }: TraceSample, isIn: (end: number) => boolean): TraceSample {
  const ends = new Map<string, number>();
  for (const { traceId, start, length } of spans)
    ends.set(traceId, Math.max(ends.get(traceId) ?? 0, start + length));
  return { spans: spans.filter(({ traceId }) => isIn(ends.get(traceId) ?? 0)), lines };
}

async function readMetrics(folder: string): Promise<PodMetrics[]> {
  if (!existsSync(folder)) return [];
  const files = (await readdir(folder)).filter((name) => name.endsWith('_metric.csv'));
  return Promise.all(
    files.map(async (file) => {
      const rows = csvRecords(await readFile(join(folder, file), 'utf8'));
      return {
        node: serviceOf(file.replace('_metric.csv', '')),
        times: rows.map((row) => Date.parse(`${(row['Time'] ?? '').slice(0, 19).replace(' ', 'T')}Z`)),
        columns: new Map(RESOURCES.map((name) => [name, rows.map((row) => Number(row[name]))])),
      };
    }),
  );
}

function resourcesOf({ node, times, columns }: PodMetrics, onset: number): ResourceSeries[] {
  const pick = (values: readonly number[], isIn: (at: number) => boolean) =>
    values.filter((_, index) => isIn(times[index] ?? 0));
  return [...columns].map(([name, values]) => ({
    node,
    name,
    usual: pick(values, (at) => Math.abs(at - onset) > AWAY_MS),
    now: pick(values, (at) => at >= onset + MINUTE_MS && at < onset + (MINUTES + 1) * MINUTE_MS),
  }));
}
