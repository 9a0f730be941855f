import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareVersions } from './compare-versions.ts';

const version = fc
  .tuple(
    fc.array(fc.nat(20), { minLength: 1, maxLength: 4 }),
    fc.option(fc.stringMatching(/^(alpha|rc)(\.\d)?$/)),
  )
  .map(([numbers, pre]) => `${numbers.join('.')}${pre === null ? '' : `-${pre}`}`);

describe('versions', () => {
  it('come in the order of Semantic Versioning', () => {
    const order = [
      '1.0.0-alpha',
      '1.0.0-alpha.1',
      '1.0.0-alpha.beta',
      '1.0.0-rc.1',
      '1.0.0',
      '1.0.9',
      '1.0.10',
      '2',
    ];
    expect([...order].reverse().sort(compareVersions)).toEqual(order);
    expect(compareVersions('v1.2', '1.2.0+build')).toBe(0);
  });

  it('are ordered the same both ways round, and through a third', () => {
    fc.assert(
      fc.property(version, version, version, (a, b, c) => {
        expect(compareVersions(a, b) + compareVersions(b, a)).toBe(0);
        if (compareVersions(a, b) <= 0 && compareVersions(b, c) <= 0)
          expect(compareVersions(a, c)).toBeLessThanOrEqual(0);
      }),
    );
  });
});
