import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Installation, install } from '../../../test/flows/installation.ts';
import { plantFindings } from '../estate.fixture.ts';
import { READS } from './definition.ts';
import { LISTERS } from './handler.ts';

let installation: Installation;
beforeEach(async () => {
  installation = await install();
});
afterEach(() => installation.close());

async function scanned() {
  const { as, clock } = installation;
  await as('developer').security_scan({ scope: 'application' });
  await clock.advanceBy(10 * 60_000);
  return as('viewer').get_security_scan({ limit: 100 });
}

describe('import_findings', () => {
  it('may do what its sources ask for, and nothing else', () => {
    expect([...new Set(LISTERS.flatMap(({ actions }) => actions))].sort()).toEqual([...READS].sort());
  });

  it('names the services that are not on, and takes nothing in', async () => {
    const { missing, findings } = await scanned();
    expect(missing.map(({ what, why }) => [what, why])).toEqual(
      ['SecurityHub', 'Inspector', 'GuardDuty', 'AccessAnalyzer'].map((what) => [what, 'NOT_ENABLED']),
    );
    expect(findings.filter(({ source }) => source !== 'posture')).toEqual([]);
  });

  it('takes in what the services say, with how urgent it is', async () => {
    plantFindings(installation.account.estate);
    const { missing, findings } = await scanned();
    expect(missing).toEqual([]);
    const told = findings.map(({ source, rule, severity, priority }) => [source, rule, severity, priority]);
    expect(told).toEqual([
      ['inspector', 'CVE-2026-0001', 'critical', 20],
      ['guardduty', 'UnauthorizedAccess:EC2/SSHBruteForce', 'high', 14],
      ['access-analyzer', 'ExternalAccess', 'high', 10.5],
      ['security-hub', 'S3.8', 'medium', 4],
    ]);
  });
});
