import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import http from 'node:http';
import { fileURLToPath } from 'node:url';
import { median, rounded } from '../statistics.ts';

const ROUNDS = 9;
const REQUESTS = 1_000;

/** What the live plane's balancer adds to a request; the way to the target and back is the local machine's. */
export interface BalancerCost {
  readonly directMs: number;
  readonly throughMs: number;
  readonly addedMs: number;
  /** CPU of the balancer's process a request. */
  readonly cpuMicros: number;
}

/** Sends requests to a target by turns directly and through the balancer, one after the other on one connection. */
export async function balancerCost(): Promise<BalancerCost> {
  const target = await start('target');
  const balancer = await start('balancer', String(target.port));
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  try {
    const [direct, through, cpu]: [number[], number[], number[]] = [[], [], []];
    await send(agent, balancer.port);
    for (let round = 0; round < ROUNDS; round += 1) {
      direct.push(median(await send(agent, target.port)));
      const before = await cpuMicros(balancer.child);
      through.push(median(await send(agent, balancer.port)));
      cpu.push(((await cpuMicros(balancer.child)) - before) / REQUESTS);
    }
    const [directMs, throughMs] = [median(direct), median(through)];
    return {
      directMs: rounded(directMs, 3),
      throughMs: rounded(throughMs, 3),
      addedMs: rounded(throughMs - directMs, 3),
      cpuMicros: rounded(median(cpu), 0),
    };
  } finally {
    agent.destroy();
    for (const { child } of [balancer, target]) child.disconnect();
  }
}

async function start(...args: string[]): Promise<{ child: ChildProcess; port: number }> {
  const child = fork(fileURLToPath(new URL('balancer-child.ts', import.meta.url)), args);
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  return { child, port };
}

async function cpuMicros(child: ChildProcess): Promise<number> {
  child.send('cpu');
  const [{ cpuMicros: spent }] = (await once(child, 'message')) as [{ cpuMicros: number }];
  return spent;
}

/** Milliseconds of each request. */
async function send(agent: http.Agent, port: number): Promise<number[]> {
  const taken: number[] = [];
  for (let at = 0; at < REQUESTS; at += 1) {
    const before = performance.now();
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    http
      .get({ port, host: '127.0.0.1', agent }, (response) => {
        if (response.statusCode !== 200) reject(new Error(`The target answered ${response.statusCode}.`));
        response.resume().on('end', resolve).on('error', reject);
      })
      .on('error', reject);
    await promise;
    taken.push(performance.now() - before);
  }
  return taken;
}
