/** An API key as its holder has it: `opk_<id>_<secret>`; the prefix lets scanners of repositories know it. */
export interface ApiKey {
  readonly id: string;
  readonly secret: string;
}

const FORM = /^opk_([0-9a-z]{22})_([A-Za-z0-9_-]{43})$/;

/** The key in a credential; undefined for anything else. */
export function readApiKey(credential: string): ApiKey | undefined {
  const [, id, secret] = FORM.exec(credential) ?? [];
  return id !== undefined && secret !== undefined ? { id, secret } : undefined;
}

export function writeApiKey({ id, secret }: ApiKey): string {
  return `opk_${id}_${secret}`;
}

/** What is kept of a key: nothing that the key could be made from. */
export interface KeyRecord {
  readonly id: string;
  /** What the key is for, in the words of whoever made it. */
  readonly name: string;
  /** SHA-256 of the secret, in hex; a secret of 256 random bits needs no slow hash. */
  readonly hash: string;
  readonly roles: readonly string[];
  /** The only environments, and the only services, that it is for; every one when missing. */
  readonly environments?: readonly string[];
  readonly services?: readonly string[];
  readonly madeBy: string;
  /** ISO 8601, as the other times. */
  readonly madeAt: string;
  readonly expiresAt: string;
  readonly revokedAt?: string;
  readonly revokedBy?: string;
}

/** The name of a key's holder, with whoever made it: a second person has to be another than that. */
export function keyCaller({ id, madeBy }: Pick<KeyRecord, 'id' | 'madeBy'>): string {
  return `key:${id}@${madeBy}`;
}

export type KeyState = 'ACTIVE' | 'EXPIRED' | 'REVOKED';

/** @param at milliseconds since the epoch */
export function keyState({ expiresAt, revokedAt }: KeyRecord, at: number): KeyState {
  if (revokedAt !== undefined) return 'REVOKED';
  return at >= Date.parse(expiresAt) ? 'EXPIRED' : 'ACTIVE';
}
