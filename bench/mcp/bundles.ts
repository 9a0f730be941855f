import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { catalog } from '../../functions/catalog.ts';
import { bundleFunctions } from '../../lib/bundle.ts';
import { writeContracts } from '../../surfaces/contracts.ts';
import { toolsOf } from '../../surfaces/mcp/tools.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** A function as a bundle. */
export interface McpBundle {
  readonly name: 'door' | 'dispatcher' | 'official';
  readonly path: string;
  readonly bytes: number;
}

/**
 * The door as it is deployed; its dispatcher alone, with operations that answer at once; and the official server of
 * the older line with the same tools and the same operations, made anew for each request as it wants to be.
 */
export async function mcpBundles(folder: string): Promise<McpBundle[]> {
  await writeContracts(catalog, join(folder, 'contracts'));
  const all = await bundleFunctions(catalog, { root: ROOT, dist: folder });
  const door = all.find(({ name }) => name === 'mcp')?.bytes ?? 0;
  await mkdir(join(folder, 'alone'), { recursive: true });
  await writeFile(join(folder, 'tools.json'), JSON.stringify(toolsOf(catalog)));
  return [
    { name: 'door', path: join(folder, 'functions/mcp/index.js'), bytes: door },
    await alone('dispatcher', folder, DISPATCHER),
    await alone('official', folder, OFFICIAL),
  ];
}

async function alone(name: 'dispatcher' | 'official', folder: string, source: string): Promise<McpBundle> {
  const entry = join(folder, 'alone', `${name}.ts`);
  await writeFile(entry, source.replaceAll('$ROOT', ROOT));
  const path = join(folder, 'alone', `${name}.cjs`);
  const { metafile } = await build({
    entryPoints: [entry],
    outfile: path,
    bundle: true,
    minify: true,
    metafile: true,
    format: 'cjs',
    platform: 'node',
    target: 'node24',
    mainFields: ['module', 'main'],
    nodePaths: [join(ROOT, 'node_modules')],
    logLevel: 'error',
  });
  return { name, path, bytes: Object.values(metafile.outputs)[0]?.bytes ?? 0 };
}

const DISPATCHER = `
import tools from '../tools.json';
import { answered } from '$ROOTsurfaces/mcp/http-request.ts';
import { operateServer } from '$ROOTsurfaces/mcp/operate-server.ts';
import { requestStates } from '$ROOTsurfaces/mcp/request-state.ts';
const states = requestStates('key', () => 0);
const parts = {
  version: '1', tools, caller: 'bench', allowed: () => true, states, word: () => 'mark',
  invoke: async () => ({ status: 200, body: { services: [] } }),
};
export const handler = async ({ headers, body }) => {
  const reply = await answered(operateServer(parts), { method: 'POST', headers, body });
  return { statusCode: reply.status, body: reply.body };
};
`;

const OFFICIAL = `
import operations from '../tools.json';
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js';
import { CallToolRequestSchema, ListToolsRequestSchema } from '@modelcontextprotocol/sdk/types.js';
const tools = operations.map(({ tool }) => tool);
export const handler = async ({ headers, body }) => {
  const server = new Server({ name: 'bench', version: '1' }, { capabilities: { tools: {} } });
  server.setRequestHandler(ListToolsRequestSchema, () => ({ tools }));
  server.setRequestHandler(CallToolRequestSchema, () => ({
    content: [{ type: 'text', text: JSON.stringify({ services: [] }) }], structuredContent: { services: [] },
  }));
  const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true });
  await server.connect(transport);
  const request = new Request('http://localhost/mcp', { method: 'POST', headers, body });
  const answer = await transport.handleRequest(request);
  const text = await answer.text();
  await server.close();
  return { statusCode: answer.status, body: text };
};
`;
