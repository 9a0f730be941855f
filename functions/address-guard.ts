import { lookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import type { Resolve } from './name-lookup.ts';

/**
 * Where a request may go that others have named the host of: `public` addresses only, or `internal` ones as well.
 * The machine itself and its neighbours (with the credentials that they hand out) are never among them.
 */
export type Reach = 'public' | 'internal';

/** Thrown before anything is sent. */
export class AddressRefused extends Error {
  override readonly name = 'AddressRefused';
  readonly code = 'ADDRESS_REFUSED';
}

const NEAR: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['192.0.0.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
  ['::', 127],
  ['fe80::', 10],
  ['ff00::', 8],
  // EC2's metadata and time services.
  ['fd00:ec2::', 32],
  // Translated to IPv4 on the way, past every other line.
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['2002::', 16],
];
const PRIVATE: readonly (readonly [string, number])[] = [
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['fc00::', 7],
];

const REFUSED: Readonly<Record<Reach, BlockList>> = {
  internal: blockList(NEAR),
  public: blockList([...NEAR, ...PRIVATE]),
};

function blockList(nets: readonly (readonly [string, number])[]): BlockList {
  const list = new BlockList();
  for (const [net, prefix] of nets) list.addSubnet(net, prefix, family(net));
  return list;
}

function family(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}

/**
 * @param allowed addresses and networks (`10.0.0.0/8`) that may be reached all the same. The machine's neighbours are
 *   reached by an address only that is named in full: no network opens them by accident.
 */
export function isRefused(address: string, reach: Reach, allowed: readonly string[] = []): boolean {
  const isNear = REFUSED.internal.check(address, family(address));
  return (
    REFUSED[reach].check(address, family(address)) && !allowed.some((one) => opens(one, address, isNear))
  );
}

function opens(allowed: string, address: string, isNear: boolean): boolean {
  const net = networkOf(allowed);
  if (!net) return false;
  const list = new BlockList();
  list.addSubnet(net.address, net.prefix, family(net.address));
  return list.check(address, family(address)) && (!isNear || net.prefix === longest(net.address));
}

/** An address, or a network as `address/prefix`; undefined for anything else. */
export function networkOf(text: string): { readonly address: string; readonly prefix: number } | undefined {
  const [address = '', length, ...rest] = text.split('/');
  const most = longest(address);
  if (most === 0 || rest.length > 0) return undefined;
  if (length === undefined) return { address, prefix: most };
  return /^\d{1,3}$/.test(length) && Number(length) <= most ? { address, prefix: Number(length) } : undefined;
}

function longest(address: string): number {
  return { 0: 0, 4: 32, 6: 128 }[isIP(address)] ?? 0;
}

/**
 * Refuses an address that a URL names itself: nothing is looked up for those.
 * @throws AddressRefused
 */
export function checkHost(hostname: string, reach: Reach, allowed: readonly string[] = []): void {
  const host = hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0 && isRefused(host, reach, allowed)) throw refusedHost(hostname);
}

const bySystem: Resolve = (hostname, options, found) => {
  lookup(hostname, { ...options, all: true }, found);
};

/** Looks names up and refuses them by the very address that the connection would be made to. */
export function guardedLookup(
  reach: Reach,
  allowed: readonly string[] = [],
  resolve: Resolve = bySystem,
): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, options, (error, addresses) => {
      const [first] = addresses ?? [];
      if (error || !first) return callback(error ?? new Error(`${hostname} has no address`), '', 0);
      if (addresses.some(({ address }) => isRefused(address, reach, allowed)))
        return callback(refusedHost(hostname), '', 0);
      if (options.all) return callback(null, addresses);
      return callback(null, first.address, first.family);
    });
  };
}

function refusedHost(hostname: string): AddressRefused {
  return new AddressRefused(`${hostname} has an address that requests of this kind must not reach`);
}
