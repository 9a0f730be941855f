import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Installation, install } from '../../../test/flows/installation.ts';

let installation: Installation;
beforeEach(async () => {
  installation = await install();
});
afterEach(() => installation.close());

const DOCUMENT = `name: house
title: Rules of the house
requirements:
  - { id: H1, title: Keys rotate, rules: [kms-key-rotates] }
  - { id: H2, title: Topics are closed, rules: [sns-topic-policy-not-public] }
  - { id: H3, title: People lock their doors, rules: [] }
`;

describe('set_framework', () => {
  it('is reported on by scans from then on, and no longer once it is removed', async () => {
    const { account, developer, as, clock } = installation;
    account.estate.put('AWS::KMS::Key', 'k-1', {
      KeySpec: 'SYMMETRIC_DEFAULT',
      Origin: 'AWS_KMS',
      KeyState: 'Enabled',
      KeyRotationEnabled: true,
    });
    expect(await developer.set_framework({ document: DOCUMENT })).toMatchObject({
      requirements: 3,
      automated: 2,
    });
    await developer.security_scan({ scope: 'infrastructure', frameworks: ['house'] });
    await clock.advanceBy(10 * 60_000);
    const { scan } = await as('viewer').get_security_scan({});
    expect(scan.compliance).toMatchObject([
      {
        framework: 'house',
        score: 100,
        coverage: 66.7,
        requirements: [
          { id: 'H1', status: 'PASS' },
          { id: 'H2', status: 'NOT_APPLICABLE' },
          { id: 'H3', status: 'MANUAL' },
        ],
      },
    ]);
    await developer.set_framework({ remove: 'house' });
    await expect(developer.security_scan({ frameworks: ['house'] })).rejects.toThrow('names house');
  });

  it('refuses rules that there are not, and says where', async () => {
    const document = DOCUMENT.replace('kms-key-rotates', 'kms-key-dances');
    await expect(installation.developer.set_framework({ document })).rejects.toMatchObject({
      detail: {
        violations: [
          { field: 'document:4:35 requirements.0.rules', problem: 'names kms-key-dances, which is no rule' },
        ],
      },
    });
  });

  it('leaves the frameworks that everybody has as they are', async () => {
    const document = DOCUMENT.replace('name: house', 'name: soc2');
    await expect(installation.developer.set_framework({ document })).rejects.toThrow('is named soc2');
  });
});
