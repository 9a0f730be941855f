import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { hold } from '../../sandbox/clock/sandbox-clock.ts';
import type { House } from '../parity/doors.ts';

export interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Got {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** Sends a request over a socket with its path as it is: programs that are kind would tidy it up first. */
export async function send(
  { installation, url }: House,
  path: string,
  { method = 'POST', headers = {}, body = '{}' }: Sent = {},
): Promise<Got> {
  const { hostname, port } = new URL(url);
  const { promise, resolve, reject } = Promise.withResolvers<Got>();
  const outgoing = request(
    { hostname, port, path, method, headers: { 'content-type': 'application/json', ...headers } },
    (answer) => {
      const { statusCode = 0, headers: told } = answer;
      text(answer).then((read) => resolve({ status: statusCode, headers: told, body: read }), reject);
    },
  );
  outgoing.on('error', reject);
  outgoing.end(['GET', 'OPTIONS'].includes(method) ? '' : body);
  return await hold(installation.clock, promise);
}
