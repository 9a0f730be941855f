import { describe, expect, it } from 'vitest';
import { ALIAS } from './facts.fixture.ts';
import type { LambdaAliasFacts } from './facts.ts';
import { lambdaAliasFindings } from './lambda-checks.ts';
import { finding } from './pair-facts.fixture.ts';

const { version: _version, ...noAlias } = ALIAS;
const { probe: _probe, ...noProbe } = ALIAS;
const PUBLISH = '"$(aws lambda publish-version --function-name shop-api --query Version --output text)"';
const metric = (dimensions: Readonly<Record<string, string>>): LambdaAliasFacts => ({
  ...ALIAS,
  errorMetric: { type: 'custom', namespace: 'Shop', metric: '5xx', dimensions },
});

describe('what is told of a function and its alias', () => {
  it('is one finding for each check', () => {
    expect(lambdaAliasFindings(ALIAS).map(({ check, ok, fix }) => `${check} ${ok} ${fix}`)).toEqual([
      'alias true undefined',
      'published-version true undefined',
      'weights true undefined',
      'error-metric true undefined',
      'probe true undefined',
      'tags true undefined',
      'version-source true undefined',
      'alarms true undefined',
    ]);
  });

  it('is that there is no function, where there is none', () => {
    const facts = { ...noAlias, functionExists: false };
    expect(finding(facts, 'alias').words).toBe('There is no function shop-api.');
    expect(finding(facts, 'alias').cli).toBeUndefined();
    expect(finding({ ...facts, tags: {} }, 'tags').ok).toBe(true);
  });

  it('is what makes an alias that is not there', () => {
    expect(finding(noAlias, 'alias').words).toBe('shop-api has no alias live.');
    expect(finding(noAlias, 'alias').cli).toEqual([
      `aws lambda create-alias --function-name shop-api --name live --function-version ${PUBLISH}`,
    ]);
  });
});

describe('the version of an alias', () => {
  it.each([
    ['3', true],
    ['1234567', true],
    ['$LATEST', false],
    ['3.1', false],
    ['v3', false],
    ['3 ', false],
  ])('%s is a published one: %s', (version, ok) => {
    expect(finding({ ...ALIAS, version }, 'published-version').ok).toBe(ok);
  });

  it('is published where it is not', () => {
    expect(finding({ ...ALIAS, version: '$LATEST' }, 'published-version').cli).toEqual([
      `aws lambda update-alias --function-name shop-api --name live --function-version ${PUBLISH}`,
    ]);
  });
});

describe('weights of others', () => {
  it('are named and taken away', () => {
    const found = finding({ ...ALIAS, otherVersions: ['4', '5'] }, 'weights');
    expect(found.words).toContain('version 4, 5 has a share of live');
    expect(found.cli).toEqual([
      'aws lambda update-alias --function-name shop-api --name live --routing-config AdditionalVersionWeights={}',
    ]);
  });
});

describe('the error metric', () => {
  it.each<[string, Readonly<Record<string, string>>, boolean]>([
    ['one dimension with the version', { version: '{version}' }, true],
    ['a version within a dimension', { resource: 'shop-api:{version}' }, true],
    ['a version in one of several dimensions', { service: 'shop', version: '{version}' }, true],
    ['no version in any dimension', { service: 'shop', version: 'version' }, false],
    ['no dimension', {}, false],
  ])('with %s', (_name, dimensions, ok) => {
    expect(finding(metric(dimensions), 'error-metric').ok).toBe(ok);
  });

  it('is said, and that Lambda’s own counts less', () => {
    expect(finding(ALIAS, 'error-metric').words).toBe('Bad requests are Shop 5xx.');
    const own = finding({ ...ALIAS, errorMetric: { type: 'lambda-errors' } }, 'error-metric');
    expect([own.ok, own.fix !== undefined]).toEqual([true, true]);
    expect(own.words).toContain('Lambda itself');
  });
});

describe('the probe', () => {
  it('is advised where there is none', () => {
    expect(finding(ALIAS, 'probe').fix).toBeUndefined();
    expect(finding(noProbe, 'probe')).toMatchObject({ ok: true, fix: expect.any(String) });
  });
});

describe('the tag of a function', () => {
  it('is set by ARN, or by name where the ARN is not known', () => {
    const { functionArn, ...named } = { ...ALIAS, tags: {} };
    expect(finding({ ...ALIAS, tags: {} }, 'tags').cli).toEqual([
      `aws lambda tag-resource --resource ${functionArn} --tags operate:service=shop`,
    ]);
    expect(finding(named, 'tags').cli).toEqual([
      'aws lambda tag-resource --resource shop-api --tags operate:service=shop',
    ]);
  });
});
