/**
 * The official conformance suite against the dispatcher, for both revisions, on 127.0.0.1: prints what each scenario
 * that counts came to and ends with a line of passed and failed.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { FIXTURE } from './fixture-server.ts';
import { streamingHost } from './streaming-host.ts';

const SUITE = fileURLToPath(
  new URL('../../../node_modules/@modelcontextprotocol/conformance/dist/index.js', import.meta.url),
);
const REVISIONS = ['2026-07-28', '2025-11-25'];

const host = streamingHost(FIXTURE);
const url = await host.listen();
const results = await mkdtemp(join(tmpdir(), 'mcp-conformance-'));
for (const revision of REVISIONS) {
  const args = [SUITE, 'server', '--url', url, '--requirements', revision, '-o', join(results, revision)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const [words, [code]] = await Promise.all([text(child.stdout), once(child, 'exit') as Promise<[number]>]);
  process.stdout.write(words);
  console.log(revision, code);
}
host.close();
await rm(results, { recursive: true });
