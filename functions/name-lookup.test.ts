import { createSocket, type Socket } from 'node:dgram';
import type { LookupAddress } from 'node:dns';
import { afterAll, describe, expect, it } from 'vitest';
import { nameServers } from './name-lookup.ts';

const open: Socket[] = [];
afterAll(() => {
  for (const socket of open) socket.close();
});

/** A name server (RFC 1035) that knows one name, by IPv4 only, and says nothing of names that begin with `silent`. */
async function nameServer(): Promise<string> {
  const socket = createSocket('udp4');
  open.push(socket);
  socket.on('message', (query, { port, address }) => {
    const name = nameIn(query);
    if (name.startsWith('silent')) return;
    const isKnown = name === 'shop.example';
    const isV4 = query.readUInt16BE(query.indexOf(0, 12) + 1) === 1;
    const answers = isKnown && isV4 ? 1 : 0;
    const head = Buffer.from(query.subarray(0, 12));
    head.writeUInt16BE(isKnown ? 0x8180 : 0x8183, 2);
    head.writeUInt16BE(answers, 6);
    head.fill(0, 8, 12);
    const question = query.subarray(12, query.indexOf(0, 12) + 5);
    const record = Buffer.from('c00c000100010000003c00045db8d822', 'hex');
    socket.send(Buffer.concat([head, question, ...(answers ? [record] : [])]), port, address);
  });
  const { promise, resolve } = Promise.withResolvers<void>();
  socket.bind(0, '127.0.0.1', resolve);
  await promise;
  return `127.0.0.1:${socket.address().port}`;
}

function nameIn(query: Buffer): string {
  const labels: string[] = [];
  for (let at = 12; query[at]; at += 1 + (query[at] ?? 0))
    labels.push(query.toString('latin1', at + 1, at + 1 + (query[at] ?? 0)));
  return labels.join('.');
}

async function find(name: string, servers: readonly string[]) {
  const { promise, resolve } = Promise.withResolvers<{ code?: string | undefined; found: LookupAddress[] }>();
  nameServers({ timeoutMs: 100, tries: 1, servers })(name, {}, (error, found) =>
    resolve({ ...(error && { code: error.code }), found }),
  );
  return promise;
}

describe('names', () => {
  it('are asked of the name servers', async () => {
    const servers = [await nameServer()];
    expect(await find('shop.example', servers)).toEqual({
      found: [{ address: '93.184.216.34', family: 4 }],
    });
    expect(await find('nobody.example', servers)).toEqual({ code: 'ENOTFOUND', found: [] });
    expect(await find('silent.example', servers)).toEqual({ code: 'ETIMEOUT', found: [] });
  });

  it('of the machine itself are asked of the machine', async () => {
    const { found } = await find('localhost', ['127.0.0.1:1']);
    expect(found.length).toBeGreaterThan(0);
  });
});
