import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { complianceOf, requirementStatus, ruleResult } from './compliance.ts';
import { FRAMEWORKS } from './frameworks/frameworks.ts';
import { PCI_DSS } from './frameworks/pci-dss-4.0.ts';
import { strayControls } from './frameworks/requirements.ts';
import { SOC2 } from './frameworks/soc2.ts';
import { RULES } from './rules.ts';
import { acceptanceOf, STATUSES } from './scan.ts';

const counts = (PASS: number, FAIL: number, NO_EVIDENCE = 0) => ({
  PASS,
  FAIL,
  NO_EVIDENCE,
  NOT_APPLICABLE: 0,
});

describe('a rule', () => {
  it.each([
    ['passes where all were seen and pass', counts(3, 0), true, 0, 'PASS'],
    ['fails where one fails', counts(3, 1), true, 0, 'FAIL'],
    ['fails where one fails that nobody accepted', counts(3, 2), true, 1, 'FAIL'],
    ['is accepted where all that fails is', counts(3, 2), true, 2, 'RISK_ACCEPTED'],
    ['is no pass where not all were listed', counts(3, 0), false, 0, 'NO_EVIDENCE'],
    ['is no pass where one could not be read', counts(3, 0, 1), true, 0, 'NO_EVIDENCE'],
    ['does not apply where there is nothing', undefined, true, 0, 'NOT_APPLICABLE'],
    ['is not known to apply where nothing was listed', undefined, false, 0, 'NO_EVIDENCE'],
  ] as const)('%s', (_what, seen, ran, accepted, status) => {
    expect(ruleResult('r', seen, ran, accepted).status).toBe(status);
  });
});

describe('a requirement', () => {
  const statuses = fc.array(fc.constantFrom(...STATUSES.filter((one) => one !== 'MANUAL')), { minLength: 1 });

  it('passes only where a rule passes and every other one passes or does not apply', () => {
    fc.assert(
      fc.property(statuses, (all) => {
        const isGood = all.includes('PASS') && all.every((one) => one === 'PASS' || one === 'NOT_APPLICABLE');
        expect(requirementStatus(all) === 'PASS').toBe(isGood);
      }),
    );
  });

  it('fails as soon as one rule fails, and is for people where there is none', () => {
    fc.assert(
      fc.property(statuses, (all) => {
        expect(requirementStatus(all) === 'FAIL').toBe(all.includes('FAIL'));
      }),
    );
    expect(requirementStatus([])).toBe('MANUAL');
  });
});

describe('a framework', () => {
  it('has no score where nothing was decided', () => {
    for (const framework of FRAMEWORKS) {
      const { score, counts: all } = complianceOf(framework, []);
      expect(score).toBeUndefined();
      expect(all.PASS).toBe(0);
    }
  });

  it('has every control that a rule names', () => {
    expect(strayControls(SOC2, RULES)).toEqual([]);
    expect(strayControls(PCI_DSS, RULES)).toEqual([]);
  });
});

describe('an acceptance', () => {
  const one = {
    rule: 'r',
    resource: 'arn:aws:s3:::logs-*',
    owner: 'ada',
    reason: 'x',
    until: '2026-06-01T00:00:00Z',
  };

  it('holds for its rule and resources until its day', () => {
    const at = (rule: string, resource: string, now: string) => acceptanceOf({ rule, resource }, [one], now);
    expect(at('r', 'arn:aws:s3:::logs-a', '2026-05-31T00:00:00Z')).toBe(one);
    expect(at('r', 'arn:aws:s3:::logs-a', '2026-06-01T00:00:00Z')).toBeUndefined();
    expect(at('r', 'arn:aws:s3:::data', '2026-05-31T00:00:00Z')).toBeUndefined();
    expect(at('q', 'arn:aws:s3:::logs-a', '2026-05-31T00:00:00Z')).toBeUndefined();
  });
});
