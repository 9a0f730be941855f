import { describe, expect, it } from 'vitest';
import { AddressRefused, checkHost, guardedLookup, isRefused } from './address-guard.ts';
import { systemHttp } from './http-client.ts';

const NEVER = [
  '127.0.0.1',
  '169.254.169.254',
  '0.0.0.0',
  '::1',
  '::',
  'fe80::1',
  'fd00:ec2::254',
  '::ffff:169.254.169.254',
  '64:ff9b::a9fe:a9fe',
  '224.0.0.1',
];
const INTERNAL = [
  '10.1.2.3',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '100.64.0.1',
  'fd12::1',
  '::ffff:10.0.0.1',
];
const PUBLIC = ['93.184.216.34', '172.32.0.1', '2606:2800:220:1::1', '8.8.8.8'];

describe('addresses', () => {
  it('are reached by what they are', () => {
    const refused = (list: readonly string[], reach: 'public' | 'internal') =>
      list.filter((one) => isRefused(one, reach));
    expect(refused(NEVER, 'internal')).toEqual(NEVER);
    expect(refused(NEVER, 'public')).toEqual(NEVER);
    expect(refused(INTERNAL, 'public')).toEqual(INTERNAL);
    expect(refused(INTERNAL, 'internal')).toEqual([]);
    expect(refused(PUBLIC, 'public')).toEqual([]);
  });

  it.each(['http://2130706433/', 'http://0x7f.1/', 'http://[::1]/', 'http://169.254.169.254/latest'])(
    'in %s are refused before anything is sent',
    async (url) => {
      expect(() => checkHost(new URL(url).hostname, 'internal')).toThrow(AddressRefused);
      await expect(systemHttp({ url, timeoutMs: 100, reach: 'public' })).rejects.toThrow(AddressRefused);
    },
  );

  it.each([true, false])('that a name leads to are refused, too (all: %s)', async (all) => {
    const { promise, resolve } = Promise.withResolvers<unknown>();
    guardedLookup('internal')('localhost', { all }, (error) => resolve(error));
    expect(await promise).toBeInstanceOf(AddressRefused);
    const request = systemHttp({ url: 'http://localhost:1/', timeoutMs: 1000, reach: 'public' });
    await expect(request).rejects.toThrow('must not reach');
  });
});
