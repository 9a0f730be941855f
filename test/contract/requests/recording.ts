import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { WrittenCall } from '../../../sandbox/hook/call-file.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const VITEST = join(ROOT, 'node_modules/vitest/vitest.mjs');

/** Together they use every permission of every role; see test/permissions.test.ts. */
const TESTS = ['test/permissions.test.ts', 'test/flows/begin.test.ts'];

/** Plays tests in a process of its own with the recorder on. Whether they pass is theirs to say. */
export async function record(directory: string): Promise<void> {
  const env = { ...process.env, OPERATE_RECORD_CALLS: directory };
  const child = spawn(process.execPath, [VITEST, 'run', ...TESTS], { cwd: ROOT, env, stdio: 'ignore' });
  await once(child, 'exit');
}

/** Everything that was recorded in a directory, by whatever processes. */
export function recordedIn(directory: string): WrittenCall[] {
  return globSync(join(directory, '*.jsonl')).flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as WrittenCall),
  );
}

/** What a request looks like without its values: two of the same form are checked for the same things. */
export function formOf(value: unknown): unknown {
  if (Array.isArray(value)) return [...new Set(value.map((one) => JSON.stringify(formOf(one))))].sort();
  if (typeof value !== 'object' || value === null) return typeof value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, inner]) => [name, formOf(inner)]));
}
