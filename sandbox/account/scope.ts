import { randomBytes } from 'node:crypto';
import type { SandboxClock } from '../clock/sandbox-clock.ts';
import { seeded } from '../seeded-random.ts';
import type { AccountScope, BusEvent, Observation } from '../service.ts';

/** Where an account's services send what they have to say; filled in once those services exist. */
export interface Sinks {
  publish(event: BusEvent): void;
  record(observation: Observation): void;
  log(group: string, stream: string, message: string): void;
}

export interface ScopeOptions {
  readonly clock: SandboxClock;
  readonly accountId?: string;
  readonly region?: string;
  /** Makes identifiers and randomness repeatable; without it identifiers never repeat, not even after a restart. */
  readonly seed?: number;
  /** A source of chance in place of the seed's own. */
  readonly random?: () => number;
}

function hex(random: () => number): string {
  const digits = () =>
    Math.floor(random() * 2 ** 32)
      .toString(16)
      .padStart(8, '0');
  return digits() + digits() + digits() + digits();
}

/** What every service of one account is made with. */
export function accountScope(options: ScopeOptions, sinks: Sinks): AccountScope {
  const random = options.random ?? seeded(options.seed ?? randomBytes(4).readUInt32LE());
  // Identifiers have a source of their own: how many are made must not change what chance decides.
  const identifiers = options.seed === undefined ? undefined : seeded(options.seed + 1);
  return {
    accountId: options.accountId ?? '000000000000',
    region: options.region ?? 'eu-west-1',
    clock: options.clock,
    publish: (event) => sinks.publish(event),
    record: (observation) => sinks.record(observation),
    log: (group, stream, message) => sinks.log(group, stream, message),
    tags: new Map(),
    random,
    id: () => (identifiers ? hex(identifiers) : randomBytes(16).toString('hex')),
  };
}
