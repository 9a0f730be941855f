import { fileURLToPath } from 'node:url';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { hold } from '../../sandbox/clock/sandbox-clock.ts';
import { META } from '../../surfaces/mcp/revisions.ts';
import type { House, Outcome, Question } from './doors.ts';

/** Which revision the client speaks. */
export type Era = 'auto' | 'legacy';

/**
 * The official client, connected to the house's door for agents over a socket, with a user who says yes to everything.
 * @param confirm what the user says
 */
export async function connected(
  { installation, url }: House,
  profile: string,
  era: Era = 'auto',
  confirm = true,
): Promise<Client> {
  const client = clientOf(era, confirm);
  const transport = new StreamableHTTPClientTransport(new URL('/mcp', url), {
    requestInit: { headers: { authorization: `Sandbox ${profile}` } },
    // The account's time stands still while a request is on a socket: it would jump ahead of the answer.
    fetch: (target, init) => hold(installation.clock, fetch(target, init)),
  });
  await client.connect(transport);
  return client;
}

/** The official client, with `operate mcp` as a process of its own on standard input and output. */
export async function started({ url }: House, profile: string, era: Era, confirm = true): Promise<Client> {
  const client = clientOf(era, confirm);
  const program = fileURLToPath(new URL('../../bin/operate.ts', import.meta.url));
  const args = [program, 'mcp', '--endpoint', url, '--profile', profile];
  await client.connect(new StdioClientTransport({ command: process.execPath, args, stderr: 'ignore' }));
  return client;
}

function clientOf(era: Era, confirm: boolean): Client {
  const client = new Client(
    { name: 'tests', version: '1.0.0' },
    { capabilities: { elicitation: {} }, versionNegotiation: { mode: era } },
  );
  client.setRequestHandler('elicitation/create', () => ({ action: 'accept', content: { confirm } }));
  return client;
}

/** As an agent calls: with the official client, which checks every answer against the tool's own schema. */
export async function agent(house: House, question: Question): Promise<Outcome> {
  const { operation: name, input, key, profile = 'developer' } = question;
  if (profile === null) return turnedAway(house);
  const client = await connected(house, profile);
  try {
    await client.listTools();
    const _meta = key === undefined ? {} : { [META.idempotencyKey]: key };
    const { isError, content, structuredContent } = await client.callTool({ name, arguments: input, _meta });
    if (!isError) return { status: 200, answer: structuredContent };
    const {
      type: _type,
      instance: _instance,
      ...problem
    } = JSON.parse(dataIn(content)) as { status: number } & Record<string, unknown>;
    return { status: problem.status, answer: problem };
  } finally {
    await client.close();
  }
}

/** Between the marks of the fence. */
function dataIn(content: readonly unknown[]): string {
  return (content[1] as { text: string }).text;
}

async function turnedAway({ installation, url }: House): Promise<Outcome> {
  const asked = fetch(`${url}/mcp`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"jsonrpc":"2.0","id":1,"method":"tools/list"}',
  });
  const answer = await hold(installation.clock, asked);
  const { type: _type, instance: _instance, ...problem } = (await answer.json()) as Record<string, unknown>;
  return { status: answer.status, answer: problem };
}
