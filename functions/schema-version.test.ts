import { describe, expect, it } from 'vitest';
import { READABLE_VERSIONS, readable, WRITTEN_VERSION } from './schema-version.ts';

const item = (schemaVersion?: number) => ({ pk: '1#eu#SERVICE#production#shop', sk: 'META', schemaVersion });
const refused = (words: string) =>
  expect.objectContaining({
    name: 'Conflict',
    message: expect.stringContaining(words),
    detail: { conflictsWith: 'service/production/shop' },
  });

describe('a record’s schema version', () => {
  it.each([undefined, WRITTEN_VERSION, ...READABLE_VERSIONS])('%s is read', (version) => {
    expect(readable(item(version))).toEqual(item(version));
  });

  it('of a newer release is refused, with the record’s name', () => {
    const newest = Math.max(...READABLE_VERSIONS);
    expect(() => readable(item(newest + 1))).toThrow(refused('A newer release wrote'));
  });

  it('of a release too far back is refused too', () => {
    const oldest = Math.min(...READABLE_VERSIONS);
    expect(() => readable(item(oldest - 1))).toThrow(refused('Deploy the releases in between first.'));
  });

  it('that is no number is refused too', () => {
    expect(() => readable({ ...item(), schemaVersion: 'two' })).toThrow('A newer release wrote');
  });
});
