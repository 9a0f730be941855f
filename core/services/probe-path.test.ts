import { describe, expect, it } from 'vitest';
import { asksHttp, probeOf } from './probe-path.ts';

describe('a probe for another path', () => {
  it.each([
    [
      { rawPath: '/', requestContext: { http: { method: 'GET', path: '/' } } },
      { rawPath: '/up', requestContext: { http: { method: 'GET', path: '/up' } } },
    ],
    [
      { path: '/', httpMethod: 'GET' },
      { path: '/up', httpMethod: 'GET' },
    ],
    [
      { rawPath: '/', requestContext: { stage: 'x' } },
      { rawPath: '/up', requestContext: { stage: 'x' } },
    ],
  ])('of %j', (probe, there) => {
    expect(asksHttp(probe)).toBe(true);
    expect(probeOf(probe, '/up')).toEqual(there);
  });

  it.each([{}, { job: 'nightly' }, { path: 7 }])('means nothing for %j', (probe) => {
    expect(asksHttp(probe)).toBe(false);
  });
});
