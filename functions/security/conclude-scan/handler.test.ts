import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Installation, install } from '../../../test/flows/installation.ts';
import { runStep } from '../../../test/flows/step.ts';

let installation: Installation;
beforeEach(async () => {
  installation = await install();
});
afterEach(() => installation.close());

describe('conclude_scan', () => {
  it('writes down why a scan failed, which can then be gone on with', async () => {
    const { developer, as, clock } = installation;
    const { scanId = '' } = await developer.security_scan({ scope: 'dependencies' });
    await runStep(installation, 'conclude_scan', { scanId, failed: 'States.Timeout: nobody answered' });
    const { scan } = await as('viewer').get_security_scan({ scanId });
    expect(scan).toMatchObject({ state: 'FAILED', why: 'States.Timeout: nobody answered' });
    await developer.security_scan({ resume: scanId });
    await clock.advanceBy(60_000);
    expect((await as('viewer').get_security_scan({ scanId })).scan.state).toBe('DONE');
  });

  it('does nothing once a scan is done', async () => {
    const { developer, clock } = installation;
    const { scanId = '' } = await developer.security_scan({ scope: 'dependencies' });
    await clock.advanceBy(60_000);
    expect(await runStep(installation, 'conclude_scan', { scanId, failed: 'too late' })).toEqual({
      state: 'DONE',
      findings: 0,
    });
  });
});
