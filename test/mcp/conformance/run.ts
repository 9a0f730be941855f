/**
 * The official conformance suite against the dispatcher, for both revisions, on 127.0.0.1: what each scenario came to,
 * and at the end one line of passed and failed. Ends with 1 when one failed, or when a revision ran none.
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
import { type Summary, summaryOf } from './summary.ts';

const SUITE = fileURLToPath(
  new URL('../../../node_modules/@modelcontextprotocol/conformance/dist/index.js', import.meta.url),
);
const REVISIONS = ['2026-07-28', '2025-11-25'];

async function conformance(url: string, revision: string, results: string): Promise<Summary> {
  const args = [SUITE, 'server', '--url', url, '--requirements', revision, '-o', join(results, revision)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const [output] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  const summary = summaryOf(output);
  if (summary.failed.length > 0 || summary.passed.length === 0) console.log(output);
  return summary;
}

function tell(revision: string, { passed, failed, notScored }: Summary): void {
  for (const name of passed) console.log(`${revision} passed ${name}`);
  for (const name of failed) console.log(`${revision} FAILED ${name}`);
  for (const line of notScored) console.log(`${revision} not scored: ${line}`);
}

const host = streamingHost(FIXTURE);
const url = await host.listen();
const results = await mkdtemp(join(tmpdir(), 'mcp-conformance-'));
const counts: string[] = [];
try {
  for (const revision of REVISIONS) {
    const summary = await conformance(url, revision, results);
    const { passed, failed } = summary;
    tell(revision, summary);
    if (failed.length > 0 || passed.length === 0) process.exitCode = 1;
    counts.push(`${revision}: ${passed.length} passed, ${failed.length} failed`);
  }
} finally {
  host.close();
  await rm(results, { recursive: true });
}
console.log(`MCP conformance, scored server scenarios: ${counts.join('; ')}`);
