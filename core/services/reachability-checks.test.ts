import { describe, expect, it } from 'vitest';
import { PAIR, route, testRoute } from './facts.fixture.ts';
import type { EcsPairFacts } from './facts.ts';
import { finding, withoutBalancer, withRoutes } from './pair-facts.fixture.ts';

const HTTPS = { protocol: 'https', port: 443 };
const NAMED = { hosts: ['shop.test'] };
const tests = (changes: Parameters<typeof route>[0]) => [
  testRoute('blue', changes),
  testRoute('green', changes),
];
const needed = (facts: EcsPairFacts, urls: EcsPairFacts['urls'] = {}) => {
  const { ok, words } = finding({ ...facts, urls }, 'probe-host');
  return ok ? '' : (/^(.+) is needed/.exec(words)?.[1] ?? 'unnamed');
};

describe('a host that a certificate is for', () => {
  it.each<[string, EcsPairFacts, string]>([
    ['HTTP on both ways', PAIR, ''],
    ['HTTPS on both', withRoutes(route(HTTPS), ...tests(HTTPS)), 'target.url and target.testUrl'],
    ['HTTPS for production alone', withRoutes(route(HTTPS), ...tests({})), 'target.url'],
    ['HTTPS for the tests alone', withRoutes(route(), ...tests(HTTPS)), 'target.testUrl'],
    ['a host for production', withRoutes(route({ ...HTTPS, ...NAMED }), ...tests(HTTPS)), 'target.testUrl'],
    ['a host for the tests', withRoutes(route(HTTPS), ...tests({ ...HTTPS, ...NAMED })), 'target.url'],
    [
      'a host for one of the tests',
      withRoutes(route(), testRoute('blue', { ...HTTPS, ...NAMED }), testRoute('green', HTTPS)),
      'target.testUrl',
    ],
    [
      'no test rules yet, which will stand beside production',
      withRoutes(route(HTTPS)),
      'target.url and target.testUrl',
    ],
    ['no balancer', withoutBalancer(), ''],
  ])('is needed with %s', (_name, facts, fields) => {
    expect(needed(facts)).toBe(fields);
  });

  it('is needed no more where a URL was named', () => {
    const facts = withRoutes(route(HTTPS), ...tests(HTTPS));
    expect(needed(facts, { production: 'https://shop.test' })).toBe('target.testUrl');
    expect(needed(facts, { test: 'https://shop.test' })).toBe('target.url');
    expect(needed(facts, { production: 'https://shop.test', test: 'https://shop.test' })).toBe('');
  });

  it('is asked for with the name that has no certificate', () => {
    expect(finding(withRoutes(route(HTTPS)), 'probe-host').words).toContain('leaves only main.example.com,');
  });
});
