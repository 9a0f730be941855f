import { describe, expect, it } from 'vitest';
import { readable, SCHEMA_VERSION } from './schema-version.ts';

const item = (schemaVersion?: number) => ({ pk: '1#eu#SERVICE#production#shop', sk: 'META', schemaVersion });

describe('a record’s schema version', () => {
  it.each([undefined, SCHEMA_VERSION - 1, SCHEMA_VERSION])('%s is read', (version) => {
    expect(readable(item(version))).toEqual(item(version));
  });

  it('of a newer release is refused, with the record’s name', () => {
    expect(() => readable(item(SCHEMA_VERSION + 1))).toThrow(
      expect.objectContaining({ name: 'Conflict', detail: { conflictsWith: 'service/production/shop' } }),
    );
  });

  it('that is no number is refused too', () => {
    expect(() => readable({ ...item(), schemaVersion: 'two' })).toThrow('A newer release wrote');
  });
});
