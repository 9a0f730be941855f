import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { plantCases } from '../../functions/security/estate.fixture.ts';
import { type Installation, install } from './installation.ts';

let installation: Installation;
beforeEach(async () => {
  installation = await install();
});
afterEach(() => installation.close());

/** All findings of the newest scan, as `rule resource`. */
async function found({ as }: Installation): Promise<Set<string>> {
  const all = new Set<string>();
  let nextToken: string | undefined;
  do {
    const page = await as('viewer').get_security_scan({
      limit: 100,
      ...(nextToken !== undefined && { nextToken }),
    });
    for (const { rule, resource } of page.findings)
      all.add(`${rule} ${resource.split(/[:/]/).findLast((part) => part.startsWith(rule)) ?? resource}`);
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return all;
}

describe('a scan of an account', () => {
  it('finds in the sandbox, through its machine, what each rule finds in its cases', async () => {
    const { account, as, clock } = installation;
    // An account is there once: its cases are told apart beside the rules.
    const planted = plantCases(account.estate, clock.now()).filter(({ type }) => !type.endsWith('::Account'));
    expect(await as('developer').security_scan({})).toMatchObject({ state: 'RUNNING' });
    await clock.advanceBy(10 * 60_000);
    const { scan, missing } = await as('viewer').get_security_scan({});
    expect(scan.state).toBe('DONE');
    expect(missing.filter(({ why }) => why !== 'NOT_ENABLED')).toEqual([]);
    const findings = await found(installation);
    const stood = planted.map(({ rule, id }) => [rule, id, findings.has(`${rule} ${id}`)]);
    expect(stood).toEqual(planted.map(({ rule, id, fails }) => [rule, id, fails]));
  });
});
