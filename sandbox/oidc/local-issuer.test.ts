import { createHash } from 'node:crypto';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LocalIssuer } from './local-issuer.ts';

const NOW = Date.UTC(2026, 0, 1);
const VERIFIER = 'a-verifier-that-nobody-guesses';
const HOME = 'http://127.0.0.1:8787/';
let issuer: LocalIssuer;
let codes = 0;
beforeAll(async () => {
  const id = () => {
    codes += 1;
    return `code-${codes}`;
  };
  issuer = await LocalIssuer.open({ clock: { now: () => NOW }, id }, { ada: ['approver'] });
});
afterAll(() => issuer.close());

const signIn = (changes: Record<string, string> = {}) => {
  const query = new URLSearchParams({
    client_id: 'operate-page',
    redirect_uri: HOME,
    state: 'my-state',
    code_challenge: createHash('sha256').update(VERIFIER).digest('base64url'),
    code_challenge_method: 'S256',
    profile: 'ada',
    ...changes,
  });
  return fetch(`${issuer.url}/sign-in?${query}`, { redirect: 'manual' });
};
const exchange = (code: string, changes: Record<string, string> = {}) => {
  const form = { client_id: 'operate-page', redirect_uri: HOME, code, code_verifier: VERIFIER, ...changes };
  return fetch(`${issuer.url}/token`, { method: 'POST', body: new URLSearchParams(form) });
};
const codeOf = async () =>
  new URL((await signIn()).headers.get('location') ?? '').searchParams.get('code') ?? '';

describe('an issuer on this machine', () => {
  it('sends a person back with a code, and gives a token for it that its keys prove', async () => {
    const back = new URL((await signIn()).headers.get('location') ?? '');
    expect([back.origin, back.searchParams.get('state')]).toEqual(['http://127.0.0.1:8787', 'my-state']);
    const answer = await exchange(back.searchParams.get('code') ?? '');
    const { access_token } = (await answer.json()) as { access_token: string };
    const keys = createRemoteJWKSet(new URL(`${issuer.url}/keys`));
    const { payload } = await jwtVerify(access_token, keys, {
      issuer: issuer.url,
      audience: issuer.trusted.audience,
      currentDate: new Date(NOW),
    });
    expect(payload.sub).toBe('ada');
    expect(issuer.trusted).toMatchObject({ people: true, grants: [{ claims: { sub: 'ada' } }] });
  });

  it('takes a code once, and only from whoever asked for it', async () => {
    const code = await codeOf();
    expect((await exchange(code)).status).toBe(200);
    expect((await exchange(code)).status).toBe(400);
    expect((await exchange(await codeOf(), { code_verifier: 'another' })).status).toBe(400);
    expect((await exchange(await codeOf(), { redirect_uri: 'http://127.0.0.1:1/' })).status).toBe(400);
  });

  it.each([
    ['another machine', { redirect_uri: 'https://evil.example/' }],
    ['a host that only begins alike', { redirect_uri: 'http://127.0.0.1:80.evil.example/' }],
    ['another client', { client_id: 'another' }],
    ['a challenge in the clear', { code_challenge_method: 'plain' }],
    ['somebody it does not know', { profile: 'constructor' }],
  ])('sends nobody back to %s', async (_what, changes) => {
    expect((await signIn(changes)).status).toBe(400);
  });

  it('shows what it was asked with as text', async () => {
    const query = new URLSearchParams({ state: '"><script>alert(1)</script>' });
    const page = await (await fetch(`${issuer.url}/authorize?${query}`)).text();
    expect(page).not.toContain('<script');
  });
});
