import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { catalog } from '../../functions/catalog.ts';
import { makeManifest } from '../../lib/manifest/manifest.ts';
import { environmentOf } from '../../lib/manifest/settings.ts';
import { endpoint } from '../lambda/endpoint.ts';
import { inProcess } from '../lambda/process.ts';
import { median, rounded, table } from '../statistics.ts';
import { type McpBundle, mcpBundles } from './bundles.ts';
import { OPERATION_ANSWER, requestTo, TOKEN } from './requests.ts';

const METHODS = ['tools/list', 'tools/call'] as const;
const REQUESTS = 400;
const WARM_ROUNDS = 7;

interface Figures {
  readonly name: McpBundle['name'];
  readonly bytes: number;
  /** CPU milliseconds of loading and serving the first request, by method. */
  readonly cold: readonly number[];
  /** CPU microseconds of a warm request, by method. */
  readonly warm: readonly number[];
  /** Bytes of the answer to tools/list. */
  readonly listBytes: number;
}

export interface McpResult {
  readonly rounds: number;
  readonly figures: readonly Figures[];
}

interface Start {
  readonly cpuMs: number;
  readonly answer: { readonly statusCode?: number; readonly body?: string; readonly failed?: string };
}

/** The door's bytes, cold starts and requests, beside its dispatcher alone and the official server. */
export async function run(args: readonly string[]): Promise<McpResult> {
  const { values } = parseArgs({ args: [...args], options: { rounds: { type: 'string', default: '15' } } });
  const rounds = Number(values.rounds);
  const folder = await mkdtemp(join(tmpdir(), 'bench-mcp-'));
  const aws = await endpoint();
  try {
    const bundles = await mcpBundles(folder);
    const measure = measuring(aws, variables(aws.url));
    const cold = await measure.cold(bundles, rounds);
    const figures: Figures[] = [];
    for (const { name, path, bytes } of bundles) {
      const warm = [];
      // The door's own calls of AWS are the SDK's time, which the other two do not have.
      for (const method of METHODS) warm.push(await measure.warm(name, path, method));
      const listed = cold.get(`${name} tools/list`) ?? [];
      const starts = METHODS.map((method) => cold.get(`${name} ${method}`) ?? []);
      figures.push({
        name,
        bytes,
        cold: starts.map((some) => rounded(median(some.map(({ cpuMs }) => cpuMs)), 1)),
        warm,
        listBytes: listed[0]?.answer.body?.length ?? 0,
      });
    }
    return { rounds, figures };
  } finally {
    aws.close();
    await rm(folder, { recursive: true });
  }
}

function measuring(aws: Awaited<ReturnType<typeof endpoint>>, environment: Record<string, string>) {
  const answers = (count: number) => ({
    'POST /2015-03-31': Array.from({ length: count }, () => OPERATION_ANSWER),
  });
  return {
    async cold(bundles: readonly McpBundle[], rounds: number): Promise<ReadonlyMap<string, Start[]>> {
      const starts = new Map<string, Start[]>();
      for (let round = 0; round < rounds; round += 1)
        for (const { name, path } of bundles)
          for (const method of METHODS) {
            aws.answer(answers(1));
            const start = await inProcess<Start>(
              'child.cjs',
              { bundle: path, event: requestTo(name, method) },
              environment,
            );
            if (start.answer.statusCode !== 200)
              throw new Error(`${name} answered ${JSON.stringify(start.answer)}.`);
            starts.set(`${name} ${method}`, [...(starts.get(`${name} ${method}`) ?? []), start]);
          }
      return starts;
    },
    async warm(name: McpBundle['name'], bundle: string, method: (typeof METHODS)[number]): Promise<number> {
      aws.answer(answers(REQUESTS * (WARM_ROUNDS + 1)));
      const call = { bundle, event: requestTo(name, method), rounds: WARM_ROUNDS, requests: REQUESTS };
      const { micros } = await inProcess<{ micros: number[] }>('serve-child.cjs', call, environment);
      return rounded(median(micros), 1);
    },
  };
}

function variables(url: string): Record<string, string> {
  const naming = { account: '000000000000', region: 'eu-west-1', prefix: 'operate' };
  const environment = environmentOf(makeManifest(catalog, naming), {
    gatewayToken: TOKEN,
    metricMarginSeconds: 120,
    roles: [{ principal: '*', roles: ['admin'] }],
  });
  return {
    AWS_ENDPOINT_URL: url,
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'id',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_SESSION_TOKEN: 'token',
    HOME: '/nonexistent',
    OPERATE_ENVIRONMENT: JSON.stringify(environment),
  };
}

const WORDS: Readonly<Record<McpBundle['name'], string>> = {
  door: 'the door, with an AWS call for each tool call',
  dispatcher: 'its dispatcher alone',
  official: 'the official server, @modelcontextprotocol/sdk 1.32.2',
};

export function report({ rounds, figures }: McpResult): string {
  const rows = figures.map(({ name, bytes, cold, warm, listBytes }) => [
    WORDS[name],
    rounded(bytes / 1024, 1),
    ...cold,
    ...warm,
    rounded(listBytes / 1024, 1),
  ]);
  return `The tools of the catalog behind three servers. CPU milliseconds of loading and the first request, medians of
${rounds} fresh processes by turns; CPU microseconds of a warm request, medians of ${WARM_ROUNDS} rounds of ${REQUESTS}. AWS is an HTTP server
beside them. The official server is made anew for each request, as its stateless mode wants it.

${table(
  ['server', 'KB', 'cold tools/list ms', 'cold tools/call ms', 'tools/list µs', 'tools/call µs', 'list KB'],
  rows,
)}`;
}
