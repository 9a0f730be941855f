import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { hold } from '../../sandbox/clock/sandbox-clock.ts';
import { records } from '../lambda/records.ts';
import { serveMicros } from '../lambda/serve.ts';
import { type McpResult, run as runMcp } from '../mcp/main.ts';
import { rounded, table } from '../statistics.ts';
import { type Crowd, crowd } from './crowd.ts';
import { quantile, requester } from './requests.ts';
import { makePlace, type Place } from './subjects.ts';

const WARM_UP = 5;
/** Reads that sample the whole account are asked by few callers, and slower than the rest. */
const SLOW_MS = 100;

interface Read {
  readonly operation: string;
  readonly status: number;
  readonly medianMs: number;
  readonly p95Ms: number;
}

export interface DoorsResult {
  readonly requests: number;
  readonly reads: readonly Read[];
  readonly chainMicros: number;
  readonly mcp: McpResult;
  readonly crowd: Crowd;
  /** Of the machine when it ended, over a minute. */
  readonly load: number;
}

/** Every read through HTTP, the chain by itself, the MCP door beside the official server, and many callers at once. */
export async function run(args: readonly string[]): Promise<DoorsResult> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      requests: { type: 'string', default: '60' },
      callers: { type: 'string', default: '500' },
      seconds: { type: 'string', default: '60' },
      rounds: { type: 'string', default: '5' },
    },
  });
  const requests = Number(values.requests);
  const mcp = await runMcp(['--rounds', values.rounds]);
  const { environment } = await records();
  const everybody = { ...environment, roles: [{ principal: '*', roles: ['admin'] }] };
  const chainMicros = await serveMicros(JSON.stringify(everybody));
  const place = await makePlace();
  try {
    // Time stands still: only the doors and what is behind them work.
    return await hold(place.installation.clock, measured(place));
  } finally {
    await place.close();
  }

  async function measured(there: Place): Promise<DoorsResult> {
    const reads = await everyRead(there, requests);
    const quick = reads.filter(({ status, p95Ms }) => status === 200 && p95Ms < SLOW_MS);
    const asked = new Set(quick.map(({ operation }) => operation));
    const many = await crowd(there, asked, Number(values.callers), Number(values.seconds));
    return { requests, reads, chainMicros, mcp, crowd: many, load: rounded(loadavg()[0] ?? 0, 1) };
  }
}

async function everyRead({ url, subjects }: Place, requests: number): Promise<Read[]> {
  const { get, close } = requester(url, 1);
  const reads: Read[] = [];
  for (const { operation, path } of subjects) {
    for (let at = 0; at < WARM_UP; at += 1) await get(path);
    const timed = [];
    for (let at = 0; at < requests; at += 1) timed.push(await get(path));
    const times = timed.map(({ milliseconds }) => milliseconds);
    reads.push({
      operation,
      status: timed[0]?.status ?? 0,
      medianMs: rounded(quantile(times, 0.5), 1),
      p95Ms: rounded(quantile(times, 0.95), 1),
    });
  }
  close();
  return reads;
}

export function report({ requests, reads, chainMicros, mcp, crowd: many, load }: DoorsResult): string {
  const rows = [...reads]
    .sort((one, other) => other.p95Ms - one.p95Ms)
    .map(({ operation, status, medianMs, p95Ms }) => [operation, status, medianMs, p95Ms]);
  const servers = mcp.figures.map(({ name, bytes, cold, warm }) => [
    name,
    rounded(bytes / 1024, 1),
    ...cold,
    ...warm,
  ]);
  const statuses = Object.entries(many.statuses).map(([status, count]) => `${count} of ${status}`);
  return `Every read through HTTP against the sandbox, over one connection, ${requests} requests each after a few to warm up: real
milliseconds with both sides, and all of the account behind them, in one process. A status other than 200 is what the
read answers where the account holds nothing of the kind. \`list_dead_letters\` is left out: it waits for its queue, and
time stands still here.

${table(['read', 'status', 'median ms', 'p95 ms'], rows)}

The chain around a handler that does nothing: ${chainMicros} µs of CPU a warm request.

The MCP function beside the official server (@modelcontextprotocol/sdk 1.32.2, made anew for each request), CPU:

${table(['server', 'KB', 'cold tools/list ms', 'cold tools/call ms', 'tools/list µs', 'tools/call µs'], servers)}

${many.callers} callers at once for ${many.seconds} s, each asking again as soon as it is answered, over ${reads.filter(({ status, p95Ms }) => status === 200 && p95Ms < SLOW_MS).length} of the reads: ${many.answers} answers
(${statuses.join(', ')}), ${many.perSecond} a second, median ${many.medianMs} ms, p95 ${many.p95Ms} ms. One process serves all of them; on AWS each call has a
function of its own. Load average of the machine when it ended: ${load}.`;
}
