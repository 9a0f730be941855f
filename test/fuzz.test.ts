import { expect, it } from 'vitest';
import { catalog } from '../functions/catalog.ts';
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
}, 120_000);

it('an answer that it does not declare is found', () => {
  const judge = judgeOf(openapi(catalog, '0.0.0'));
  expect(judge('list_keys', { status: 200, body: { keys: [] } })).toBeUndefined();
  expect(judge('list_keys', { status: 200, body: { keys: 'none' } })).toMatch(/keys must be array/);
  expect(judge('list_keys', { status: 418, body: {} })).toBe('418 is not declared');
  expect(judge('list_keys', { status: 500, body: {} })).toMatch(/^500/);
});
