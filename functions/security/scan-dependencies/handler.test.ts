import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Installation, install } from '../../../test/flows/installation.ts';

let installation: Installation;
beforeEach(async () => {
  installation = await install();
});
afterEach(() => installation.close());

async function scanned() {
  const { developer, as, clock } = installation;
  await developer.security_scan({ scope: 'dependencies' });
  await clock.advanceBy(5 * 60_000);
  return as('viewer').get_security_scan({});
}

describe('scan_dependencies', () => {
  it('says so where nobody said what services are built from', async () => {
    expect((await scanned()).missing).toMatchObject([{ what: 'dependencies', why: 'NOT_ENABLED' }]);
  });

  it('names each vulnerability with the nearest version that is without it', async () => {
    const { account, developer } = installation;
    account.estate.put('OSV::Vulnerability', 'GHSA-1', {
      id: 'GHSA-1',
      summary: 'Prototype pollution',
      database_specific: { severity: 'HIGH' },
      affected: [
        {
          package: { ecosystem: 'npm', name: 'lodash' },
          versions: ['3.10.1', '4.17.20'],
          ranges: [
            {
              type: 'SEMVER',
              events: [
                { introduced: '0' },
                { fixed: '3.10.2' },
                { introduced: '4.0.0' },
                { fixed: '4.17.21' },
              ],
            },
          ],
        },
      ],
    });
    const packages = Object.fromEntries(
      ['3.10.1', '4.17.20', '4.17.21'].map((version, at) => [
        `node_modules/p${at}`,
        { name: 'lodash', version },
      ]),
    );
    const document = JSON.stringify({ lockfileVersion: 3, packages });
    await developer.set_dependencies({ environment: 'production', service: 'shop', document });
    const { findings, missing } = await scanned();
    expect(missing).toEqual([]);
    expect(findings.map(({ resource, advice, severity }) => [resource, advice, severity]).sort()).toEqual([
      ['production/shop/npm/lodash@3.10.1', 'Upgrade lodash to 3.10.2.', 'high'],
      ['production/shop/npm/lodash@4.17.20', 'Upgrade lodash to 4.17.21.', 'high'],
    ]);
  });
});
