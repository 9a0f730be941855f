import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { catalog } from '../../functions/catalog.ts';
import { systemClock } from '../../functions/clock.ts';
import { sender } from '../../surfaces/cli/send.ts';
import { createClient } from '../../surfaces/client.ts';
import { routes } from '../../surfaces/http.ts';
import { until } from '../clock/until.ts';
import { type Endpoint, readEndpoint } from './endpoint-file.ts';

const PROGRAM = fileURLToPath(new URL('../start.ts', import.meta.url));
const PORTS = ['--port', '0', '--api-port', '0'];

/** A sandbox in a process of its own, as `npm start` makes it, on free ports. */
export interface ChildSandbox {
  readonly endpoint: Endpoint;
  /** Calls an operation over HTTP as a developer; rejects with the error that the API answers. */
  call<Body>(operation: string, input: Readonly<Record<string, unknown>>): Promise<Body>;
  /** What it has printed so far. */
  output(): string;
  /** Sends a signal and answers when the process is gone, with its exit code. */
  end(signal: 'SIGINT' | 'SIGTERM' | 'SIGKILL'): Promise<number | null>;
}

const running = new Set<ChildProcess>();

/** Kills what a failed test has left. To be called after each test. */
export function killChildren(): void {
  for (const child of running) child.kill('SIGKILL');
}

/** Starts a process with more words on its command line. */
export function spawnStart(state: string, words: readonly string[] = []) {
  const stdio = ['ignore', 'pipe', 'pipe'] as const;
  const child = spawn(process.execPath, [PROGRAM, '--state', state, ...PORTS, ...words], {
    stdio: [...stdio],
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  const printed: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (text: Buffer) => printed.push(text.toString()));
  const exit = once(child, 'exit').then(([code]) => code as number | null);
  return { child, exit, output: () => printed.join('') };
}

/** Starts a process and answers when it is up. */
export async function startChild(state: string, words: readonly string[] = []): Promise<ChildSandbox> {
  const { child, exit, output } = spawnStart(state, words);
  const isUp = () => {
    if (child.exitCode !== null) throw new Error(`The sandbox ended: ${output()}`);
    return readEndpoint(state)?.pid === child.pid;
  };
  await until(systemClock, 'The sandbox is up', isUp, { every: 50, within: 30_000 });
  const endpoint = readEndpoint(state);
  if (endpoint === undefined) throw new Error('The sandbox is up and gone again.');
  const client = createClient(routes(catalog), sender({ kind: 'sandbox', url: endpoint.api }, 'developer'));
  const functions = client as Readonly<Record<string, (input: unknown, options: object) => Promise<unknown>>>;
  let calls = 0;
  const call = async (operation: string, input: unknown) => {
    calls += 1;
    return functions[operation]?.(input, { idempotencyKey: `test-${child.pid}-${calls}` });
  };
  const end = (signal: NodeJS.Signals) => {
    child.kill(signal);
    return exit;
  };
  return { endpoint, call: call as ChildSandbox['call'], output, end };
}

/** The ids of a process's children, as Linux tells them. */
export function childrenOf(pid: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((other) => parentOf(other) === pid);
}

function parentOf(pid: number): number | undefined {
  try {
    // The name in parentheses may itself hold spaces and parentheses.
    const [, parent] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return Number(parent);
  } catch {
    return undefined;
  }
}
