import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

/** Runs a script beside this file in a fresh process and answers what it writes to descriptor 3. */
export async function inProcess<Result>(
  script: 'child.cjs' | 'serve-child.cjs',
  call: object,
  environment: Readonly<Record<string, string>>,
): Promise<Result> {
  const child = spawn(process.execPath, [fileURLToPath(new URL(script, import.meta.url))], {
    env: { ...environment, BENCH_CALL: JSON.stringify(call) },
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  const [written, complaints] = await Promise.all([
    text(child.stdio[3] as Readable),
    text(child.stderr as Readable),
    once(child, 'exit'),
  ]);
  if (written === '') throw new Error(`${script} ended without a result: ${complaints}`);
  return JSON.parse(written) as Result;
}
