import { describe, expect, it } from 'vitest';
import { catalog } from '../functions/catalog.ts';
import { SECURITY_HEADERS } from '../functions/serve/event.ts';
import { openapi } from '../surfaces/openapi.ts';
import { judgeOf } from './fuzz/answers.ts';
import { fuzz } from './fuzz/fuzz.ts';

const REQUESTS = 300;
const SEED = 20_261_122;

it('every answer is one that the OpenAPI document declares, whatever is sent', async () => {
  const { requests, statuses, breaches } = await fuzz(REQUESTS, SEED);
  expect(breaches).toEqual([]);
  expect(Object.values(statuses).reduce((sum, count) => sum + count, 0)).toBe(requests);
  expect(statuses['200']).toBeGreaterThan(REQUESTS / 20);
  expect(statuses['304']).toBeGreaterThan(0);
}, 120_000);

describe('an answer that it does not declare', () => {
  const judge = judgeOf(openapi(catalog, '0.0.0'));
  const headers = {
    ...SECURITY_HEADERS,
    'content-type': 'application/json',
    'x-request-id': 'r',
    etag: '"x"',
  };
  const told = (status: number, body: unknown, more: Record<string, string> = {}) =>
    judge('list_keys', { status, headers: { ...headers, ...more }, body: JSON.stringify(body) });

  it('is found', () => {
    expect(told(200, { keys: [] })).toBeUndefined();
    expect(judge('list_keys', { status: 304, headers, body: '' })).toBeUndefined();
    expect(told(200, { keys: 'none' })).toMatch(/keys must be array/);
    expect(told(418, {})).toBe('418 is not declared');
    expect(told(500, {})).toMatch(/^500/);
    expect(told(304, { keys: [] })).toBe('304 has a body');
  });

  it.each([
    [200, { etag: '' }, 'lacks etag'],
    [200, { 'x-request-id': '' }, 'lacks x-request-id'],
    [200, { 'strict-transport-security': '' }, 'lacks strict-transport-security'],
    [200, { 'access-control-allow-origin': '*' }, 'opens itself to other sites: access-control-allow-origin'],
    [200, { 'content-type': 'text/html' }, '200 is of type text/html'],
    [429, { 'content-type': 'application/problem+json' }, 'lacks retry-after'],
  ])('is found by its headers: %d %j', (status, more, words) => {
    expect(told(status, { keys: [] }, more)).toBe(words);
  });
});
