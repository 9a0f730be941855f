import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Installation, install } from '../../../test/flows/installation.ts';

let installation: Installation;
beforeEach(async () => {
  installation = await install();
});
afterEach(() => installation.close());

const KEY = {
  KeySpec: 'SYMMETRIC_DEFAULT',
  Origin: 'AWS_KMS',
  KeyState: 'Enabled',
  KeyRotationEnabled: false,
};
const wish = () => ({
  rule: 'kms-key-rotates',
  resource: '*:key/k-1',
  owner: 'ada',
  reason: 'It is replaced by another one in spring.',
  until: new Date(installation.clock.now() + 5 * 86_400_000).toISOString(),
});

async function result() {
  const { developer, as, clock } = installation;
  await developer.security_scan({ scope: 'infrastructure' });
  await clock.advanceBy(10 * 60_000);
  const { scan, findings } = await as('viewer').get_security_scan({ rule: 'kms-key-rotates' });
  const rule = scan.rules?.find((one) => one.rule === 'kms-key-rotates');
  return { status: rule?.status, accepted: findings[0]?.accepted?.owner };
}

describe('accept_risk', () => {
  it('holds until its day, and then the finding counts again', async () => {
    const { account, as, clock } = installation;
    account.estate.put('AWS::KMS::Key', 'k-1', KEY);
    expect(await result()).toEqual({ status: 'FAIL', accepted: undefined });
    await as('approver').accept_risk(wish());
    expect(await result()).toEqual({ status: 'RISK_ACCEPTED', accepted: 'ada' });
    await as('approver').accept_risk({ rule: wish().rule, resource: wish().resource, remove: true });
    expect(await result()).toEqual({ status: 'FAIL', accepted: undefined });
    const soon = new Date(clock.now() + 60_000).toISOString();
    await as('approver').accept_risk({ ...wish(), until: soon });
    await clock.advanceBy(120_000);
    expect(await result()).toEqual({ status: 'FAIL', accepted: undefined });
  });

  it('needs an owner, a reason and a day within the year', async () => {
    const { as } = installation;
    const { owner: _owner, ...without } = wish();
    await expect(as('approver').accept_risk(without)).rejects.toThrow('owner is missing');
    const late = { ...wish(), until: '2099-01-01T00:00:00Z' };
    await expect(as('approver').accept_risk(late)).rejects.toThrow('until is not within the next year');
    const gone = { rule: 'kms-key-rotates', resource: 'k', remove: true };
    await expect(as('approver').accept_risk(gone)).rejects.toThrow('No risk of kms-key-rotates');
  });

  it('is not for those who deploy', async () => {
    await expect(installation.developer.accept_risk(wish())).rejects.toThrow('approver');
  });
});
