import { randomBytes } from 'node:crypto';

/** The only source of identifiers and randomness. */
export interface Ids {
  /** A new identifier that sorts by time: `<prefix>-<10 time digits><12 random digits>` in base 32. */
  next(prefix: string, now: number): string;
  /** 256 random bits that nobody can guess, as 43 letters, digits, `-` and `_`. */
  secret(): string;
  /** A number in [0, 1) for jitter; never for a decision. */
  random(): number;
}

// Crockford's alphabet without its upper case: no i, l, o, u to misread.
const DIGITS = '0123456789abcdefghjkmnpqrstvwxyz';

const SECRET_BYTES = 32;

/** Identifiers from a source of bytes (values 0 to 255). */
export function idsFrom(bytes: (count: number) => Uint8Array): Ids {
  return {
    next(prefix, now) {
      let time = '';
      for (let rest = now, index = 0; index < 10; index++, rest = Math.floor(rest / 32))
        time = DIGITS.charAt(rest % 32) + time;
      const tail = Array.from(bytes(12), (byte) => DIGITS.charAt(byte % 32)).join('');
      return `${prefix}-${time}${tail}`;
    },
    secret: () => Buffer.from(bytes(SECRET_BYTES)).toString('base64url'),
    random: () => new DataView(bytes(4).slice().buffer).getUint32(0) / 2 ** 32,
  };
}

export const systemIds: Ids = idsFrom((count) => new Uint8Array(randomBytes(count)));
