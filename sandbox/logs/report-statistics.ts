import type { ResultField } from '@aws-sdk/client-cloudwatch-logs';
import { SandboxNotImplemented } from '../hook/not-implemented.ts';

/** A line with its time, in milliseconds. */
interface Line {
  readonly timestamp: number;
  readonly message: string;
}

type Fields = Readonly<Record<string, number>>;

/** `stats ... by @memorySize` of REPORT lines. */
export type ReportStatistics = (lines: readonly Line[]) => ResultField[][];

const FILE = 'sandbox/logs/report-statistics.ts';
const BY = ' by @memorySize';
const STATISTIC = /^(count|min|max|avg|pct)\((\*|@[A-Za-z]+)(?:, (\d+))?\) as (\w+)$/;
const MEGABYTE = 1_000_000;

/** The field, its name in the line, and how much one of its units is. */
const FIELDS = [
  ['@duration', 'Duration', 1],
  ['@memorySize', 'Memory Size', MEGABYTE],
  ['@maxMemoryUsed', 'Max Memory Used', MEGABYTE],
  ['@initDuration', 'Init Duration', 1],
] as const;

export function isReport(message: string): boolean {
  return message.startsWith('REPORT RequestId: ');
}

/** The fields that Logs Insights finds in a REPORT line: memory in bytes, times in milliseconds. */
function fieldsOf({ timestamp, message }: Line): Fields {
  const found = FIELDS.flatMap(([field, name, factor]) => {
    const value = new RegExp(`\\t${name}: ([\\d.]+) m`, 'i').exec(message)?.[1];
    return value === undefined ? [] : [[field, Number(value) * factor] as const];
  });
  return { '@timestamp': timestamp, ...Object.fromEntries(found) };
}

/**
 * Reads the statistics that are asked for.
 * @throws SandboxNotImplemented that names what is not known here
 */
export function reportStatistics(command: string): ReportStatistics {
  if (!command.startsWith('stats ') || !command.endsWith(BY))
    throw new SandboxNotImplemented(`Logs Insights' \`${command}\``, FILE);
  const parts = command.slice('stats '.length, -BY.length).split(/, (?=\w+\()/);
  const columns = parts.map(columnOf);
  return (lines) => {
    const sizes = Map.groupBy(lines.map(fieldsOf), (fields) => fields['@memorySize']);
    return [...sizes].map(([size = 0, group]) => [
      { field: '@memorySize', value: String(size) },
      ...columns.flatMap(({ name, of }) => {
        const value = of(group);
        return value === undefined ? [] : [{ field: name, value: String(value) }];
      }),
    ]);
  };
}

function columnOf(text: string): { name: string; of: (group: readonly Fields[]) => number | undefined } {
  const [, statistic, field = '', share, name = ''] = STATISTIC.exec(text) ?? [];
  if (statistic === undefined) throw new SandboxNotImplemented(`Logs Insights' \`${text}\``, FILE);
  return {
    name,
    of: (group) => {
      if (field === '*') return group.length;
      const values = group.flatMap((fields) => fields[field] ?? []);
      if (statistic === 'count') return values.length;
      return values.length === 0 ? undefined : statisticOf(statistic, values, Number(share));
    },
  };
}

function statisticOf(statistic: string, values: readonly number[], percentile: number): number {
  if (statistic === 'min') return values.reduce((least, value) => Math.min(least, value));
  if (statistic === 'max') return values.reduce((most, value) => Math.max(most, value));
  if (statistic === 'avg') return values.reduce((sum, value) => sum + value, 0) / values.length;
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil((percentile / 100) * sorted.length) - 1)] ?? 0;
}
