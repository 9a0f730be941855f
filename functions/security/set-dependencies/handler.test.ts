import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Installation, install } from '../../../test/flows/installation.ts';

let installation: Installation;
beforeEach(async () => {
  installation = await install();
});
afterEach(() => installation.close());

const USE = { environment: 'production', service: 'shop' };
const LOCK = JSON.stringify({
  lockfileVersion: 3,
  packages: {
    '': { name: 'shop' },
    'node_modules/lodash': { version: '4.17.20' },
    'node_modules/@aws/x/node_modules/lodash': { version: '3.10.1' },
    'packages/own': { version: '1.0.0' },
    'node_modules/own': { link: true },
  },
});
const SBOM = JSON.stringify({
  bomFormat: 'CycloneDX',
  specVersion: '1.5',
  components: [
    { purl: 'pkg:maven/org.apache/log4j@2.14.0', components: [{ purl: 'pkg:npm/%40scope/name@1.0.0' }] },
    { purl: 'pkg:deb/debian/openssl@3.0' },
  ],
});

describe('set_dependencies', () => {
  it.each([
    ['a lock file', LOCK, { packages: 2, skipped: 0, ecosystems: ['npm'] }],
    ['an SBOM', SBOM, { packages: 2, skipped: 1, ecosystems: ['Maven', 'npm'] }],
    [
      'pinned requirements',
      '# tools\nDjango==4.2.1 ; python_version > "3"\nflask>=2\n',
      { packages: 1, skipped: 1, ecosystems: ['PyPI'] },
    ],
  ])('reads %s', async (_what, document, expected) => {
    const answer = await installation.developer.set_dependencies({ ...USE, document });
    expect(answer).toEqual({ applied: true, ...expected });
  });

  it.each([
    ['{', 'is no valid JSON'],
    ['{"a":1}', 'is neither'],
    ['flask>=2', 'lists no package'],
  ])('refuses %s', async (document, problem) => {
    await expect(installation.developer.set_dependencies({ ...USE, document })).rejects.toThrow(problem);
  });
});
