import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { OperateError } from '../../core/errors.ts';
import type { Definition } from '../../functions/operation.ts';
import { type Client, createClient, type Send } from '../client.ts';
import { routes } from '../http.ts';
import type { Invoke } from '../mcp/invocation.ts';
import type { Json } from '../mcp/json-rpc.ts';
import { operateServer } from '../mcp/operate-server.ts';
import { requestStates } from '../mcp/request-state.ts';
import { MCP_PATH } from '../mcp/resource-metadata.ts';
import { META, MODERN } from '../mcp/revisions.ts';
import { serveLines } from '../mcp/stdio.ts';
import { toolsOf } from '../mcp/tools.ts';
import { splitArguments } from './argv.ts';
import { connect } from './connect.ts';
import { EXIT } from './exit.ts';
import type { LocalSurroundings } from './local-commands.ts';
import { errorAsJson } from './output.ts';
import { UsageError } from './usage-error.ts';

/**
 * Serves the operations to one agent on standard input and output, through the HTTP API and as whoever started it.
 * @returns the exit code, once the agent's side is closed
 */
export async function mcp(
  words: readonly string[],
  { catalog, terminal }: LocalSurroundings,
): Promise<number> {
  const { send } = connect(programOf(words), terminal);
  const { version } = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  const shown = allowedBy(send);
  const server = operateServer({
    version,
    tools: toolsOf(catalog),
    caller: 'you',
    allowed: async ({ tool }) => (await shown()).has(tool.name),
    invoke: invokeBy(createClient(routes(catalog), send)),
    states: requestStates(randomBytes(32).toString('hex'), terminal.clock.now.bind(terminal.clock)),
    word: terminal.newKey,
  });
  await serveLines(server, terminal.lines(), (line) => terminal.write(`${line}\n`));
  return EXIT.done;
}

function programOf(words: readonly string[]): Readonly<Partial<Record<'endpoint' | 'profile', string>>> {
  const given = splitArguments(words, () => false).map(({ name, value }) => [name, value] as const);
  const unknown = given.find(([name]) => name !== 'endpoint' && name !== 'profile');
  if (unknown) throw new UsageError(`--${unknown[0]} is not a flag of this command.`);
  return Object.fromEntries(given);
}

/** The tools that the API shows to this caller, asked for once: it knows the caller's roles. */
function allowedBy(send: Send): () => Promise<ReadonlySet<string>> {
  let asked: Promise<ReadonlySet<string>> | undefined;
  return () => {
    asked ??= toolNames(send);
    return asked;
  };
}

async function toolNames(send: Send): Promise<ReadonlySet<string>> {
  const params = { _meta: { [META.revision]: MODERN, [META.capabilities]: {} } };
  const { status, body } = await send({
    method: 'POST',
    path: MCP_PATH,
    headers: {
      accept: 'application/json, text/event-stream',
      'content-type': 'application/json',
      'mcp-protocol-version': MODERN,
      'mcp-method': 'tools/list',
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list', params }),
  });
  if (status !== 200) throw new Error(`The API answered ${status} when it was asked for its tools.`);
  const { result } = JSON.parse(body) as { result: { tools: readonly { name: string }[] } };
  return new Set(result.tools.map(({ name }) => name));
}

/** Reads go as the API's routes want them, and problems come back as the API wrote them. */
function invokeBy(client: Client<readonly Definition[]>): Invoke {
  return async ({ operation, input, idempotencyKey }) => {
    try {
      const options = idempotencyKey === undefined ? {} : { idempotencyKey };
      return { status: 200, body: (await client[operation]?.(input, options)) as Json };
    } catch (error) {
      if (!(error instanceof OperateError)) throw error;
      return { status: error.status, body: errorAsJson(error) as Json };
    }
  };
}
