/**
 * Lets the official inspector's command line list and call every tool of the MCP door, over HTTP against a sandbox:
 *
 *   npm run test:mcp-inspector                      fetches @modelcontextprotocol/inspector by npx
 *   npm run test:mcp-inspector -- --program PATH    uses the one that is installed there
 *
 * A call counts as passed when the inspector took its answer for one: a result, or an error of the tool itself. The
 * last line says how many passed and failed.
 */
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { hold } from '../../../sandbox/clock/sandbox-clock.ts';
import { install } from '../../flows/installation.ts';

interface Tool {
  readonly name: string;
  readonly inputSchema: { readonly required?: readonly string[] };
}

const PACKAGE = '@modelcontextprotocol/inspector@2';
/** What tools are asked for; everything else is a word that names nothing. */
const KNOWN: Readonly<Record<string, string>> = {
  environment: 'production',
  startTime: '2026-01-01T00:00:00Z',
  endTime: '2026-01-01T01:00:00Z',
  timeWindow: '24h',
};

const { values } = parseArgs({ options: { program: { type: 'string' } } });
const [command = '', ...before] = values.program === undefined ? ['npx', '--yes', PACKAGE] : [values.program];

/** The JSON that the inspector prints; throws with what it complains about. */
async function inspected(url: string, words: readonly string[]): Promise<Record<string, unknown>> {
  const door = ['--cli', `${url}/mcp`, '--transport', 'http', '--header', 'authorization: Sandbox admin'];
  const child = spawn(command, [...before, ...door, ...words], { stdio: ['ignore', 'pipe', 'pipe'] });
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const begin = out.indexOf('{');
  if (begin < 0) throw new Error((err || out).trim().slice(0, 300));
  return JSON.parse(out.slice(begin)) as Record<string, unknown>;
}

const installation = await install();
const { url } = await installation.product.api.listen();
const failed: string[] = [];
const tools = await hold(installation.clock, everyTool());
await installation.product.api.close();
await installation.close();
for (const line of failed) console.log(line);
console.log(
  `${tools.length} tools listed and called: ${tools.length - failed.length} passed, ${failed.length} failed.`,
);
process.exit(failed.length > 0 ? 1 : 0);

async function everyTool(): Promise<readonly Tool[]> {
  const { tools: listed } = (await inspected(url, ['--method', 'tools/list'])) as { tools: readonly Tool[] };
  for (const { name, inputSchema } of listed) {
    const input = (inputSchema.required ?? []).flatMap((field) => [
      '--tool-arg',
      `${field}=${KNOWN[field] ?? 'unknown'}`,
    ]);
    const call = inspected(url, ['--method', 'tools/call', '--tool-name', name, ...input]);
    const words = await call.then(
      ({ content }) => (Array.isArray(content) ? undefined : 'its answer has no content'),
      (error: Error) => error.message,
    );
    if (words !== undefined) failed.push(`${name}: ${words}`);
  }
  return listed;
}
