import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemHttp } from './http-client.ts';

let server: Server;
let url: string;
beforeAll(async () => {
  server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://x');
    if (pathname === '/silent') return;
    if (pathname === '/dripping') {
      const drip = () => {
        if (response.destroyed) return;
        response.write('x');
        setImmediate(drip);
      };
      drip();
      return;
    }
    if (pathname === '/large') {
      response.end('x'.repeat(200_000));
      return;
    }
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      response.writeHead(pathname === '/broken' ? 503 : 200, { 'x-seen': String(request.headers['x-sent']) });
      response.end(`${request.method} ${body}`);
    });
  });
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', resolve);
  await promise;
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  const { promise, resolve } = Promise.withResolvers<void>();
  server.close(() => resolve());
  await promise;
});

describe('systemHttp', () => {
  it('sends a request and answers status, headers and body', async () => {
    const headers = { 'x-sent': 'yes' };
    expect(await systemHttp({ url, headers, timeoutMs: 5_000 })).toMatchObject({
      status: 200,
      headers: { 'x-seen': 'yes' },
      body: 'GET ',
    });
    const posted = await systemHttp({ url, method: 'POST', body: 'données', timeoutMs: 5_000 });
    expect(posted.body).toBe('POST données');
  });

  it('answers a status that is no success, too', async () => {
    expect((await systemHttp({ url: `${url}/broken`, timeoutMs: 5_000 })).status).toBe(503);
  });

  it('keeps the first 64 KiB', async () => {
    expect((await systemHttp({ url: `${url}/large`, timeoutMs: 5_000 })).body).toBe('x'.repeat(65_536));
  });

  it('has no patience with a stranger whose answer never ends', async () => {
    const asked = systemHttp({ url: `${url}/dripping`, timeoutMs: 100 });
    await expect(asked).rejects.toThrow('no answer within 100 ms');
  });

  it('rejects when there is no answer in time, or nobody at all', async () => {
    await expect(systemHttp({ url: `${url}/silent`, timeoutMs: 50 })).rejects.toThrow(
      'no answer within 50 ms',
    );
    await expect(systemHttp({ url: 'http://127.0.0.1:1', timeoutMs: 5_000 })).rejects.toThrow('ECONNREFUSED');
  });
});
