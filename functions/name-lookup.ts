import { type LookupAddress, type LookupOptions, lookup, Resolver } from 'node:dns';

export type Resolve = (
  hostname: string,
  options: LookupOptions,
  found: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

export interface NameServers {
  readonly timeoutMs: number;
  readonly tries: number;
  /** As `address:port`; the system's own when missing. */
  readonly servers?: readonly string[];
}

const PATIENCE: NameServers = { timeoutMs: 1_500, tries: 2 };

/**
 * Asks the name servers without the machine's four threads for look-ups: names of which nobody answers would hold up
 * everything else that is looked up meanwhile. A name without a dot, or of the machine itself, is the system's to know.
 */
export function nameServers({ timeoutMs, tries, servers }: NameServers = PATIENCE): Resolve {
  const resolver = new Resolver({ timeout: timeoutMs, tries });
  if (servers) resolver.setServers(servers);
  return (hostname, options, found) => {
    if (!hostname.includes('.') || hostname.endsWith('.localhost')) {
      lookup(hostname, { ...options, all: true }, found);
      return;
    }
    let left = 2;
    const addresses: LookupAddress[] = [];
    const take = (family: 4 | 6) => (error: NodeJS.ErrnoException | null, some: string[]) => {
      addresses.push(...(some ?? []).map((address) => ({ address, family })));
      left -= 1;
      // IPv4 first: a function without a network of its own has no way to the other one.
      if (left === 0)
        found(
          addresses.length > 0 ? null : error,
          addresses.toSorted((one, other) => one.family - other.family),
        );
    };
    resolver.resolve4(hostname, take(4));
    resolver.resolve6(hostname, take(6));
  };
}
