import http from 'node:http';
import type { ProbeAnswer, ProbeRequest } from '../data-plane.ts';

const TIMEOUT_MS = 5_000;

/** One GET over a connection of its own; a request without an answer has status 0 and does not reject. */
export function sendOverHttp(port: number, { path, headers }: ProbeRequest): Promise<ProbeAnswer> {
  return new Promise((resolve) => {
    const nothing = () => resolve({ status: 0, version: undefined });
    const options = { host: '127.0.0.1', port, path, headers, agent: false, timeout: TIMEOUT_MS };
    const request = http.get(options, (answer) => {
      answer.resume();
      const version = answer.headers['x-version'];
      const status = answer.statusCode ?? 0;
      answer.once('end', () =>
        resolve({ status, version: typeof version === 'string' ? version : undefined }),
      );
      answer.once('error', nothing);
    });
    request.once('timeout', () => request.destroy());
    request.on('error', nothing);
    request.once('close', nothing);
  });
}
