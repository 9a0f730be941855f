import { Agent, request } from 'node:http';
import { performance } from 'node:perf_hooks';

export interface Timed {
  readonly status: number;
  readonly milliseconds: number;
}

/** Sends GET requests over connections that stay open. */
export function requester(url: string, connections: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const { hostname, port } = new URL(url);
  const headers = { authorization: 'Sandbox admin' };
  return {
    async get(path: string): Promise<Timed> {
      const began = performance.now();
      const { promise, resolve, reject } = Promise.withResolvers<number>();
      request({ agent, hostname, port, path, headers }, (answer) => {
        answer.resume().on('end', () => resolve(answer.statusCode ?? 0));
      })
        .on('error', reject)
        .end();
      const status = await promise;
      return { status, milliseconds: performance.now() - began };
    },
    close: () => agent.destroy(),
  };
}

/** The value below which a share of the values lies; of the sorted values, the nearest rank. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  const found = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  if (found === undefined) throw new Error('Nothing has no quantile.');
  return found;
}
