import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Call, NodeSeries, Period } from '../../core/root-cause/calls.ts';
import type { RcaCase } from './case.ts';
import { csvRows } from './csv.ts';

/** A scenario of PetShop (amazon-science/petshop-root-cause-analysis). */
export interface PetshopScenario {
  readonly name: string;
  /** Whether there are metrics of a time without faults; without them what came before other issues stands for it. */
  readonly hasUsual: boolean;
  readonly cases: readonly RcaCase[];
}

interface Metrics {
  /** Seconds since the epoch. */
  readonly times: readonly number[];
  readonly nodes: readonly string[];
  readonly at: (node: string, metric: string, statistic: string, row: number) => number;
}

interface Issue {
  readonly name: string;
  readonly metrics: Metrics;
  readonly target: { readonly node: string; readonly metric: string; readonly timestamp: number };
  readonly cause: string;
  readonly command: string;
}

const PERIOD_SECONDS = 300;

/** Every scenario that lies in the folder. */
export async function readPetshop(folder: string): Promise<PetshopScenario[]> {
  if (!existsSync(folder)) return [];
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return Promise.all(names.sort().map((name) => readScenario(join(folder, name), name)));
}

async function readScenario(folder: string, name: string): Promise<PetshopScenario> {
  const calls = callsIn(await readFile(join(folder, 'graph.csv'), 'utf8'));
  const noIssue = join(folder, 'noissue', 'metrics.csv');
  const usual = existsSync(noIssue) ? await readMetrics(noIssue) : undefined;
  const issues = await readIssues(folder, name);
  const cases = issues.map((issue) => caseOf(issue, calls, usual, issues));
  return { name, hasUsual: usual !== undefined, cases };
}

async function readIssues(folder: string, scenario: string): Promise<Issue[]> {
  const found: Issue[] = [];
  for (const half of ['train', 'test'].filter((one) => existsSync(join(folder, one)))) {
    for (const issue of (await readdir(join(folder, half))).sort()) {
      const place = join(folder, half, issue);
      const told = JSON.parse(await readFile(join(place, 'target.json'), 'utf8'));
      found.push({
        name: `${scenario} ${half} ${issue}`,
        metrics: await readMetrics(join(place, 'metrics.csv')),
        target: told.target,
        cause: told.root_cause.node,
        command: told.metadata?.reproducibility?.command ?? '',
      });
    }
  }
  return found;
}

function callsIn(text: string): Call[] {
  const [[, ...callees] = [], ...rows] = csvRows(text);
  return rows.flatMap(([caller = '', ...cells]) =>
    callees.filter((_, index) => Number(cells[index]) > 0).map((callee) => ({ caller, callee })),
  );
}

async function readMetrics(path: string): Promise<Metrics> {
  const [nodes = [], metrics = [], statistics = [], , ...rows] = csvRows(await readFile(path, 'utf8'));
  const columns = new Map(
    nodes.map((node, index) => [`${node}|${metrics[index]}|${statistics[index]}`, index]),
  );
  return {
    times: rows.map(([time]) => Number(time)),
    nodes: [...new Set(nodes.slice(1))],
    at: (node, metric, statistic, row) => {
      const cell = rows[row]?.[columns.get(`${node}|${metric}|${statistic}`) ?? -1];
      return cell === undefined || cell === '' ? Number.NaN : Number(cell);
    },
  };
}

function caseOf(
  issue: Issue,
  calls: readonly Call[],
  usual: Metrics | undefined,
  all: readonly Issue[],
): RcaCase {
  const others = all.filter((other) => other !== issue);
  const nodes = [...new Set([...issue.metrics.nodes, ...(usual?.nodes ?? [])])];
  const series = nodes.map((node): NodeSeries => {
    const seen = seenOf(node);
    const before = usual ? periodsOf(usual, node) : others.flatMap((other) => beforeOf(other, node));
    return { node, ...(seen && { seen }), usual: before, now: periodsOf(issue.metrics, node) };
  });
  const felt = issue.target.metric === 'latency' ? 'latency' : 'errors';
  return {
    name: issue.name,
    faultType: `${issue.target.metric}: ${faultOf(issue.command)}`,
    cause: issue.cause,
    facts: { onset: issue.target.timestamp * 1000, target: { node: issue.target.node, felt }, calls, series },
  };
}

/** The kind of fault, by the command that injected it. */
function faultOf(command: string): string {
  const known = /petstore\/([a-z]+)|issue_([a-z_]+)|(sleep|inject)/.exec(command);
  return known?.[1] ?? known?.[2] ?? known?.[3] ?? 'other';
}

/**
 * X-Ray shows what a service calls as nodes as well: `_client` is a service as its own client sees it; load balancers
 * and API Gateway stages by their host names are the services behind them; other `_remote` nodes are third parties.
 */
function seenOf(node: string): NodeSeries['seen'] {
  if (/_client$|\.elb\.amazonaws\.com_remote$|^execute-api\..*_remote$/.test(node)) return 'twice';
  return node.endsWith('_remote') ? 'outside' : undefined;
}

function beforeOf({ metrics, target }: Issue, node: string): Period[] {
  return periodsOf(metrics, node).filter(
    (_, row) => (metrics.times[row] ?? 0) + PERIOD_SECONDS < target.timestamp,
  );
}

function periodsOf({ times, at }: Metrics, node: string): Period[] {
  return times.map((_, row) => {
    const requests = at(node, 'requests', 'Sum', row);
    const failed = requests * (1 - at(node, 'availability', 'Average', row) / 100);
    const latency = at(node, 'latency', 'Average', row);
    return {
      ...(Number.isFinite(requests) && { requests }),
      ...(Number.isFinite(failed) && { errors: failed }),
      ...(Number.isFinite(latency) && { latency }),
    };
  });
}
