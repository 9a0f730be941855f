import { expect, it } from 'vitest';
import { refusal } from './http-request.ts';

const OWN = 'abc.execute-api.eu-west-1.amazonaws.com';
const asked = (headers: Record<string, string>, method = 'POST') =>
  refusal({ method, headers: { host: OWN, 'content-type': 'application/json', ...headers }, body: '' }, OWN)
    ?.status;

it('lets programs in, and pages of its own', () => {
  expect(asked({})).toBeUndefined();
  expect(asked({ origin: `https://${OWN}` })).toBeUndefined();
  expect(asked({ host: '127.0.0.1:8080', origin: 'http://localhost:8080' })).toBeUndefined();
  expect(asked({ 'content-type': 'application/json; charset=utf-8' })).toBeUndefined();
});

it.each([
  ['another host', { host: 'evil.example' }, 'POST', 403],
  ['a host that begins like a loopback address', { host: '127.0.0.1.evil.example' }, 'POST', 403],
  ['a page of another site', { origin: 'https://evil.example' }, 'POST', 403],
  ['a page without a site', { origin: 'null' }, 'POST', 403],
  ['a form', { 'content-type': 'text/plain' }, 'POST', 415],
  ['a question for a stream', {}, 'GET', 405],
])('turns away %s', (_what, headers, method, status) => {
  expect(asked(headers as Record<string, string>, method)).toBe(status);
});
