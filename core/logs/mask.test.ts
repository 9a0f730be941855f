import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyText } from './lines.fixture.ts';
import { masked } from './mask.ts';

describe('masked', () => {
  it.each([
    ['login with password=hunter2 failed', 'login with password=[redacted] failed'],
    ['{"db_password":"hunter2","port":5432}', '{"db_password":[redacted],"port":5432}'],
    ['API_KEY: abc123def, next', 'API_KEY: [redacted], next'],
    ['Authorization: Bearer abcdefgh12345678', 'Authorization: [redacted]'],
    ['key AKIAABCDEFGHIJKLMNOP used', 'key [redacted] used'],
    ['jwt eyJhbGciOiJIUzI1.eyJzdWIiOiIx.sig here', 'jwt [redacted] here'],
    ['postgres://shop:hunter2@db:5432/shop', 'postgres://shop:[redacted]@db:5432/shop'],
    ['card 4111 1111 1111 1111 declined', 'card [redacted] declined'],
    ['order 4111111111111112 stays', 'order 4111111111111112 stays'],
    ['mail to ada.lovelace@example.org sent', 'mail to [redacted] sent'],
    ['-----BEGIN RSA PRIVATE KEY-----\nMIIabc\n-----END RSA PRIVATE KEY-----', '[redacted]'],
    ['ghp_abcdefghijklmnopqrstuvwx1234 pushed', '[redacted] pushed'],
    ['two\nlines\u0007 and \u202ereversed', 'two lines and reversed'],
    ['tokens used: none of it', 'tokens used: none of it'],
  ])('%j is shown as %j', (line, shown) => {
    expect(masked(line, 200)).toBe(shown);
  });

  it('shows nothing of a secret that is cut in two', () => {
    const shown = masked(`${'x'.repeat(100)} password=hunter2hunter2`, 112);
    expect(shown).not.toContain('hunter');
  });

  it('is never longer than it may be', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 40 }), (line, longest) => {
        expect(masked(line, longest).length).toBeLessThanOrEqual(longest);
      }),
    );
  });
});
