import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Installation, install } from '../../../test/flows/installation.ts';

let installation: Installation;
beforeEach(async () => {
  installation = await install();
});
afterEach(() => installation.close());

const scanned = async (input: object = {}) => {
  const { developer, as, clock } = installation;
  const { scanId = '' } = await developer.security_scan({ scope: 'infrastructure', ...input });
  await clock.advanceBy(20 * 60_000);
  return as('viewer').get_security_scan({ scanId });
};

describe('security_scan', () => {
  it('says before what it would look at, and begins nothing', async () => {
    const { developer, as } = installation;
    expect(await developer.security_scan({ scope: 'dependencies', dryRun: true })).toEqual({
      state: 'PLANNED',
      groups: ['dependencies'],
      frameworks: ['soc2', 'pci-dss-4.0'],
      callBudget: 20_000,
    });
    await expect(as('viewer').get_security_scan({})).rejects.toThrow('No scan was ever asked for');
  });

  it('refuses a framework that nobody has set', async () => {
    const asked = installation.developer.security_scan({ frameworks: ['hipaa'] });
    await expect(asked).rejects.toThrow('names hipaa, which is not known');
  });

  it('names what its calls did not suffice for, and passes nothing of it', async () => {
    const { scan, missing } = await scanned({ callBudget: 7 });
    expect(scan.calls).toBe(7);
    const cut = missing.filter(({ why }) => why === 'CALL_BUDGET').map(({ what }) => what);
    expect(cut).toContain('AWS::S3::Bucket');
    const rules = scan.rules?.filter(({ rule }) => rule.startsWith('s3-')) ?? [];
    expect(rules.length).toBeGreaterThan(0);
    expect(rules.map(({ status }) => status)).toEqual(rules.map(() => 'NO_EVIDENCE'));
  });

  it('goes slower when AWS asks for it, and comes to its end', async () => {
    const { account } = installation;
    account.faults.add({
      match: { client: 'IAMClient', command: 'GetAccountSummary' },
      times: 4,
      effect: { kind: 'error', error: { name: 'Throttling', message: 'Rate exceeded', statusCode: 400 } },
    } as never);
    const { scan, missing } = await scanned();
    expect(scan.state).toBe('DONE');
    expect(missing.filter(({ why }) => why === 'THROTTLED')).toEqual([]);
  });

  it('cannot be gone on with once it is done', async () => {
    const { scan } = await scanned();
    const again = installation.developer.security_scan({ resume: scan.scanId });
    await expect(again).rejects.toThrow('is done');
  });
});
