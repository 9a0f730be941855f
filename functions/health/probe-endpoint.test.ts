import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTls } from 'node:https';
import { type AddressInfo, createServer as createTcp } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EndpointProbe } from '../../core/health/probe.ts';
import { systemClock } from '../clock.ts';
import type { Context } from '../context.ts';
import { type HttpClient, systemHttp } from '../http-client.ts';
import { certificate } from './certificate.fixture.ts';
import { probeEndpoint } from './probe-endpoint.ts';

const DAY_MS = 86_400_000;
const HUGE = 256 * 1024;
const open: Server[] = [];
let seen: string[] = [];

/** Endless bodies count what was written of them. */
let written = 0;
const answer: RequestListener = (request, response) => {
  const { pathname } = new URL(request.url ?? '/', 'http://x');
  seen.push(pathname);
  switch (pathname) {
    case '/hanging':
      return;
    case '/headers-only':
      response.writeHead(200).flushHeaders();
      return;
    case '/moved':
      response.writeHead(302, { location: '/well' }).end();
      return;
    case '/endless': {
      const go = () => {
        while (!response.destroyed && response.write(Buffer.alloc(16_384, 'x'))) written += 16_384;
      };
      response.on('drain', go);
      go();
      return;
    }
    case '/late-text':
      response.end(`${'x'.repeat(HUGE)}all is well`);
      return;
    case '/cut':
      response.writeHead(200, { 'content-length': '100' }).write('half');
      response.destroy();
      return;
    default:
      response.writeHead(pathname === '/broken' ? 503 : 200).end('all is well');
  }
};

async function listen(server: Server): Promise<number> {
  open.push(server);
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', resolve);
  await promise;
  return (server.address() as AddressInfo).port;
}

let plain: string;
const trusted = getCACertificates();
const now = systemClock.now();
const good = certificate(now - DAY_MS, now + 40 * DAY_MS);
const expired = certificate(now - 9 * DAY_MS, now - DAY_MS);
const other = certificate(now - DAY_MS, now + DAY_MS, '127.0.0.2');
const stranger = certificate(now - DAY_MS, now + DAY_MS);
beforeAll(async () => {
  plain = `http://127.0.0.1:${await listen(createServer(answer))}`;
  setDefaultCACertificates([...trusted, good.cert, expired.cert, other.cert]);
});
afterAll(() => {
  setDefaultCACertificates(trusted);
  for (const server of open) {
    server.closeAllConnections?.();
    server.close();
  }
});

const NEVER = new AbortController().signal;
const through = (http: HttpClient) => ({ http }) as Context;

function probe(url: string, more: Partial<EndpointProbe> = {}, deadline = NEVER) {
  const wanted = { kind: 'endpoint', id: url, url, expectStatus: 200, timeoutMs: 2_000 } as const;
  const all: EndpointProbe = { ...wanted, allowed: ['127.0.0.1'], ...more };
  return probeEndpoint(through(systemHttp), all, deadline);
}

describe('an endpoint that answers', () => {
  it('is told with its status and the parts of its time', async () => {
    const answered = await probe(`${plain}/well`);
    expect(answered).toMatchObject({ what: 'endpoint-answered', status: 200, bodyCut: false });
    if (answered?.what !== 'endpoint-answered') throw new Error('It did not answer.');
    const { connectMs = -1, firstByteMs = -1, totalMs = -1 } = answered.times;
    expect(Math.min(connectMs, firstByteMs)).toBeGreaterThanOrEqual(0);
    expect(totalMs).toBeGreaterThanOrEqual(firstByteMs);
    expect(answered.times).not.toHaveProperty('tlsMs');
    expect(answered).not.toHaveProperty('certificateExpires');
  });

  it('is told with whether its text is there', async () => {
    expect(await probe(plain, { expectBody: 'is well' })).toMatchObject({ hasText: true });
    expect(await probe(plain, { expectBody: 'is bad' })).toMatchObject({ hasText: false });
    expect(await probe(plain)).not.toHaveProperty('hasText');
  });

  it('is asked anew each time, over a connection of its own', async () => {
    await probe(plain);
    expect(await probe(plain)).toMatchObject({ times: { connectMs: expect.any(Number) } });
  });

  it('with a redirect is not followed', async () => {
    seen = [];
    expect(await probe(`${plain}/moved`)).toMatchObject({ status: 302 });
    expect(seen).toEqual(['/moved']);
  });

  it('with a huge body is read no further than 64 KiB', async () => {
    expect(await probe(`${plain}/endless`)).toMatchObject({ status: 200, bodyCut: true });
    const late = await probe(`${plain}/late-text`, { expectBody: 'well' });
    expect(late).toMatchObject({ hasText: false, bodyCut: true });
    // What the system's buffers took is all that was ever sent.
    expect(written).toBeLessThan(32 * 1024 * 1024);
  });
});

describe('an endpoint that does not answer', () => {
  it.each(['/hanging', '/headers-only'])('%s fails by its own time-out', async (path) => {
    expect(await probe(`${plain}${path}`, { timeoutMs: 100 })).toEqual({
      what: 'endpoint-failed',
      words: 'No answer: no answer within 100 ms.',
    });
  });

  it('within the time of the whole run is not reached, rather than failed', async () => {
    const deadline = AbortSignal.timeout(100);
    expect(await probe(`${plain}/hanging`, {}, deadline)).toBeUndefined();
    expect(await probe(`${plain}/well`, {}, deadline)).toBeUndefined();
  });

  it.each([
    ['nobody listens', 'http://127.0.0.1:1/', 'the connection was refused (ECONNREFUSED)'],
    ['the answer is cut off', '/cut', /cut off|aborted/],
  ])('since %s fails', async (_why, where, words) => {
    const url = where.startsWith('/') ? `${plain}${where}` : where;
    const failed = await probe(url);
    expect(failed).toMatchObject({ what: 'endpoint-failed' });
    expect(failed?.what === 'endpoint-failed' && failed.words).toMatch(words);
  });

  it('in HTTP at all fails', async () => {
    const tcp = createTcp((socket) => socket.end('SSH-2.0-whatever\r\n')) as unknown as Server;
    const url = `http://127.0.0.1:${await listen(tcp)}/`;
    expect(await probe(url)).toMatchObject({ what: 'endpoint-failed' });
  });
});

describe('an endpoint with TLS', () => {
  const secure = async ({ key, cert }: typeof good) =>
    `https://127.0.0.1:${await listen(createTls({ key, cert }, answer))}/`;

  it('that is trusted is told with the end of its certificate', async () => {
    const answered = await probe(await secure(good));
    expect(answered).toMatchObject({ status: 200, times: { tlsMs: expect.any(Number) } });
    const end = answered?.what === 'endpoint-answered' ? (answered.certificateExpires ?? 0) : 0;
    expect(Math.abs(end - (now + 40 * DAY_MS))).toBeLessThan(1_000);
  });

  it.each([
    ['has expired', expired, 'its certificate has expired (CERT_HAS_EXPIRED)'],
    ['is for another name', other, 'its certificate is for another name (ERR_TLS_CERT_ALTNAME_INVALID)'],
    ['is nobody’s', stranger, 'its certificate is signed by itself (DEPTH_ZERO_SELF_SIGNED_CERT)'],
  ])('whose certificate %s fails', async (_what, pair, words) => {
    expect(await probe(await secure(pair))).toEqual({
      what: 'endpoint-failed',
      words: `No answer: ${words}.`,
    });
  });

  it('that speaks none fails', async () => {
    const url = plain.replace('http:', 'https:');
    expect(await probe(url)).toMatchObject({ what: 'endpoint-failed' });
  });
});

describe('an address that is not public', () => {
  it.each([
    ['http://127.0.0.1:1/', []],
    ['http://127.0.0.1:1/', ['127.0.0.0/8', '0.0.0.0/0', '127.0.0.2']],
    ['http://169.254.169.254/latest/meta-data/', ['169.254.0.0/16']],
    ['http://[fd00:ec2::254]/', ['fc00::/7', '::/0']],
    ['http://[::ffff:169.254.169.254]/', ['::/0', '0.0.0.0/0']],
    ['http://10.0.0.1/', ['10.1.0.0/16']],
    ['http://localhost:1/', []],
    ['http://localhost:1/', ['10.0.0.0/8']],
  ])('is not asked: %s with %j', async (url, allowed) => {
    expect(await probe(url, { allowed })).toMatchObject({
      what: 'unread',
      words: expect.stringContaining('unless allowAddresses names it'),
    });
  });

  it('is asked where its service names it, by a name too', async () => {
    const port = new URL(plain).port;
    expect(await probe(`http://127.0.0.1:${port}/`, { allowed: ['127.0.0.1'] })).toMatchObject({
      status: 200,
    });
    const both = ['127.0.0.1', '::1'];
    expect(await probe(`http://localhost:${port}/`, { allowed: both })).toMatchObject({
      status: 200,
      times: { dnsMs: expect.any(Number) },
    });
  });
});

describe('what an error says', () => {
  it('is cut and cleaned', async () => {
    const failing: HttpClient = () =>
      Promise.reject(Object.assign(new Error(`bad\u0007 ${'x'.repeat(900)}`), { code: 'HPE_INVALID' }));
    const wanted = { kind: 'endpoint', id: 'a', url: plain, expectStatus: 200, timeoutMs: 9 } as const;
    const failed = await probeEndpoint(through(failing), { ...wanted, allowed: [] }, NEVER);
    expect(failed).toMatchObject({ what: 'endpoint-failed' });
    expect(JSON.stringify(failed).length).toBeLessThan(300);
    expect(JSON.stringify(failed)).not.toContain('u0007');
  });
});
