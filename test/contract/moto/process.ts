import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { systemClock } from '../../../functions/clock.ts';

/** moto's own account; it cannot be asked for another one. */
export const MOTO_ACCOUNT = '123456789012';
export const HOW_TO_INSTALL =
  "moto_server is not installed, so nothing was compared with it. Install it with: pip install 'moto[server]'";

const SUPERVISOR = fileURLToPath(new URL('supervised.ts', import.meta.url));
const POLL_MS = 100;
const POLLS = 300;

export interface MotoProcess {
  /** `http://localhost:PORT`: by its address, bucket names would be taken for hosts. */
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Whether `moto_server` can be run. Where it cannot, that is said aloud.
 * @throws Error in CI, where the comparison may not be skipped
 */
export function motoInstalled(): boolean {
  const installed = spawnSync('moto_server', ['--help'], { stdio: 'ignore' }).status === 0;
  if (installed) return true;
  if (process.env['CI'] === 'true') throw new Error(HOW_TO_INSTALL);
  process.stderr.write(`\n*** SKIPPED: ${HOW_TO_INSTALL} ***\n\n`);
  return false;
}

/** Starts a moto of its own on a free port of 127.0.0.1. It ends by itself after so many seconds, or with us. */
export async function startMoto({ seconds = 300 } = {}): Promise<MotoProcess> {
  const port = await freePort();
  const moto = ['moto_server', '-H', '127.0.0.1', '-p', String(port)];
  const child = spawn(process.execPath, [SUPERVISOR, String(seconds), ...moto], {
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const ended = once(child, 'exit');
  const url = `http://localhost:${port}`;
  const stop = async () => {
    child.stdin?.end();
    await ended;
  };
  for (let poll = 0; poll < POLLS; poll++) {
    if (child.exitCode !== null) throw new Error(`moto_server ended with ${child.exitCode} as it started.`);
    if (await answers(url)) return { url, stop };
    await systemClock.sleep(POLL_MS);
  }
  await stop();
  throw new Error(`moto_server did not answer on port ${port}.`);
}

async function answers(url: string): Promise<boolean> {
  const answer = await fetch(`${url}/moto-api/`).catch(() => undefined);
  await answer?.body?.cancel();
  return answer?.ok ?? false;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}
