import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Installation, install } from '../../../test/flows/installation.ts';
import { plantCases } from '../estate.fixture.ts';

let installation: Installation;
beforeEach(async () => {
  installation = await install();
  plantCases(installation.account.estate, installation.clock.now());
  await installation.developer.security_scan({ scope: 'infrastructure' });
  await installation.clock.advanceBy(10 * 60_000);
});
afterEach(() => installation.close());

describe('get_security_scan', () => {
  it('shows the most urgent first, page by page, each once', async () => {
    const { as } = installation;
    const ids: string[] = [];
    const priorities: number[] = [];
    let nextToken: string | undefined;
    do {
      const page = await as('viewer').get_security_scan({
        limit: 37,
        ...(nextToken !== undefined && { nextToken }),
      });
      ids.push(...page.findings.map(({ findingId }) => findingId));
      priorities.push(...page.findings.map(({ priority }) => priority));
      nextToken = page.nextToken;
    } while (nextToken !== undefined);
    expect(new Set(ids).size).toBe(ids.length);
    expect(priorities).toEqual([...priorities].sort((a, b) => b - a));
    const { scan } = await as('viewer').get_security_scan({});
    expect(Object.values(scan.findings ?? {}).reduce((sum, count) => sum + count, 0)).toBe(ids.length);
  });

  it('narrows to a rule, and says how each finding is put right and taken back', async () => {
    const { findings } = await installation.as('viewer').get_security_scan({ rule: 'kms-key-rotates' });
    expect(findings.map(({ rule }) => rule)).toEqual(findings.map(() => 'kms-key-rotates'));
    expect(findings[0]).toMatchObject({
      advice: 'Enable automatic rotation.',
      inverse: 'Disable automatic rotation.',
      evidence: { sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
  });

  it('refuses a token of another list', async () => {
    const asked = installation.as('viewer').get_security_scan({ nextToken: 'abc' });
    await expect(asked).rejects.toThrow('not a token of this list');
  });

  it('never shows the value of a secret', async () => {
    const shown = JSON.stringify(await installation.as('viewer').get_security_scan({ limit: 100 }));
    expect(shown).not.toMatch(/tR7!kw02|hunter2222|AKIAIOSFODNN7EXAMPLE/);
  });
});
