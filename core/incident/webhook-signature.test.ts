import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { signatureOf, verifySignature } from './webhook-signature.ts';

const SECRET = 'a-secret-of-some-length';
const OLD = 'the-secret-of-last-month';
const NOW = 1_760_000_000_000;
const TIMESTAMP = '1760000000';
const delivery = (changes: { body?: string | Uint8Array; timestamp?: string; signature?: string } = {}) => {
  const { body = '{"a":1}', timestamp = TIMESTAMP } = changes;
  return { body, timestamp, signature: changes.signature ?? signatureOf(SECRET, timestamp, body) };
};
const valid = (changes: Parameters<typeof delivery>[0], secrets = [SECRET], now = NOW) =>
  verifySignature(delivery(changes), secrets, now).valid;

describe('the signature of a webhook', () => {
  it('is the HMAC-SHA256 of timestamp and body', () => {
    const expected = createHmac('sha256', SECRET).update('1760000000.{"a":1}').digest('hex');
    expect(signatureOf(SECRET, TIMESTAMP, '{"a":1}')).toBe(`sha256=${expected}`);
    expect(valid({})).toBe(true);
    expect(valid({ body: new TextEncoder().encode('{"a":1}') })).toBe(true);
  });

  it('holds for every active secret while one replaces another', () => {
    expect(valid({}, [OLD, SECRET])).toBe(true);
    expect(valid({}, [SECRET, OLD])).toBe(true);
    expect(valid({}, [OLD])).toBe(false);
    expect(valid({}, [])).toBe(false);
  });

  it('is never made with a secret that can be guessed', () => {
    const weak = (secret: string) => ({ signature: signatureOf(secret, TIMESTAMP, '{"a":1}') });
    expect(valid(weak(''), [''])).toBe(false);
    expect(valid(weak('x'.repeat(15)), ['x'.repeat(15)])).toBe(false);
    expect(valid(weak('x'.repeat(16)), ['x'.repeat(16)])).toBe(true);
  });

  it.each([
    [-300_000, true],
    [-300_001, false],
    [300_000, true],
    [300_001, false],
  ])('is taken %d ms from its timestamp: %s', (offset, expected) => {
    expect(valid({}, [SECRET], NOW + offset)).toBe(expected);
  });

  it.each([
    '',
    'now',
    '1760000000.5',
    '-1760000000',
    ' 1760000000',
    '1760000000x',
    '0x68e6f800',
    '1e9',
    '9'.repeat(13),
  ])('refuses the timestamp %j though it is signed', (timestamp) => {
    expect(verifySignature(delivery({ timestamp }), [SECRET], NOW)).toEqual({
      valid: false,
      why: 'The timestamp is not in seconds since 1970.',
    });
  });

  it('tells a replay from a forgery', () => {
    expect(verifySignature(delivery(), [SECRET], NOW + 400_000)).toMatchObject({
      why: expect.stringContaining('300 s'),
    });
    expect(verifySignature(delivery(), [OLD], NOW)).toMatchObject({
      why: 'The signature is not of an active secret.',
    });
  });

  it('fails for any other body, timestamp or signature', () => {
    const { signature } = delivery();
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(valid({ signature: text })).toBe(false);
        expect(valid({ signature, body: text })).toBe(text === '{"a":1}');
      }),
    );
    expect(valid({ signature, timestamp: '1760000001' })).toBe(false);
    expect(valid({ signature: signature.slice('sha256='.length) })).toBe(false);
    expect(valid({ signature: signature.toUpperCase() })).toBe(false);
  });
});
