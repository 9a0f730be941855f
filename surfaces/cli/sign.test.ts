import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { sign } from './sign.ts';

const KEYS = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' };
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();

/** The signature as AWS's documentation derives it, step by step. */
function expected(canonical: string, day: string, time: string, region: string): string {
  const scope = `${day}/${region}/execute-api/aws4_request`;
  const text = ['AWS4-HMAC-SHA256', time, scope, sha256(canonical)].join('\n');
  const key = [region, 'execute-api', 'aws4_request'].reduce<Buffer>(
    (derived, part) => hmac(derived, part),
    hmac(`AWS4${KEYS.secretAccessKey}`, day),
  );
  return hmac(key, text).toString('hex');
}

describe('a signed request', () => {
  it('carries the signature of its query, body and host, for the region of the host', async () => {
    const host = 'a1.execute-api.eu-west-1.amazonaws.com';
    const request = {
      method: 'POST' as const,
      path: '/operations/x?b=2&a=1%2C2',
      headers: {},
      body: '{"a":1}',
    };
    const at = new Date('2026-01-31T12:00:00Z');
    const headers = await sign(request, `https://${host}`, { credentials: KEYS, at });
    const canonical = [
      'POST',
      '/operations/x',
      'a=1%2C2&b=2',
      `host:${host}`,
      `x-amz-content-sha256:${sha256(request.body)}`,
      'x-amz-date:20260131T120000Z',
      '',
      'host;x-amz-content-sha256;x-amz-date',
      sha256(request.body),
    ].join('\n');
    expect(headers['authorization']).toBe(
      'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260131/eu-west-1/execute-api/aws4_request, ' +
        'SignedHeaders=host;x-amz-content-sha256;x-amz-date, ' +
        `Signature=${expected(canonical, '20260131', '20260131T120000Z', 'eu-west-1')}`,
    );
  });

  it('carries the session of temporary credentials', async () => {
    const request = { method: 'GET' as const, path: '/operations/x', headers: {} };
    const credentials = { ...KEYS, sessionToken: 'session' };
    const headers = await sign(request, 'https://a1.execute-api.eu-west-1.amazonaws.com', { credentials });
    expect(headers['x-amz-security-token']).toBe('session');
  });
});
