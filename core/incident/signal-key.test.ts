import { describe, expect, it } from 'vitest';
import { KEY_LIMIT, signalKey } from './signal-key.ts';

describe('the key of a signal', () => {
  it('is its source and identity', () => {
    expect(signalKey('webhook', 'disk-1')).toBe('webhook:disk-1');
    const longest = 'x'.repeat(KEY_LIMIT - 'webhook:'.length);
    expect(signalKey('webhook', longest)).toBe(`webhook:${longest}`);
  });

  it('of a long identity keeps what tells it from others', () => {
    const [one, other] = ['a', 'b'].map((end) => signalKey('webhook', `${'x'.repeat(KEY_LIMIT)}${end}`));
    expect(one).toHaveLength(KEY_LIMIT);
    expect(one).toMatch(/^webhook:x{214}~[0-9a-f]{32}$/);
    expect(one).not.toBe(other);
    const border = signalKey('webhook', 'x'.repeat(KEY_LIMIT - 'webhook:'.length + 1));
    expect(border).toHaveLength(KEY_LIMIT);
    expect(border).toContain('~');
  });

  it('of an identity with hidden characters is clean and its own', () => {
    const hidden = signalKey('webhook', 'disk\u200b-1');
    expect(hidden).toMatch(/^webhook:disk-1~[0-9a-f]{32}$/);
    expect(signalKey('webhook', 'disk\u200b\u200b-1')).not.toBe(hidden);
  });

  it('is well-formed and short where characters take two units', () => {
    const key = signalKey('webhook', '🙂'.repeat(300));
    expect(key.length).toBeLessThanOrEqual(KEY_LIMIT);
    expect(key.isWellFormed()).toBe(true);
    expect(signalKey('webhook', '🙂'.repeat(150)).length).toBeLessThanOrEqual(KEY_LIMIT);
  });
});
