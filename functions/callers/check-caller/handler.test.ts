import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Context } from '../../context.ts';
import type { HttpClient } from '../../http-client.ts';
import { handler } from './handler.ts';

const ISSUER = 'https://token.example.com';
const NOW = Date.UTC(2026, 10, 22, 12);
const SECONDS = Math.floor(NOW / 1000);
const pair = await generateKeyPair('RS256');
const next = await generateKeyPair('ES256');
const strangers = await generateKeyPair('RS256');
const KEYS = {
  first: { ...(await exportJWK(pair.publicKey)), kid: 'first', alg: 'RS256' },
  next: { ...(await exportJWK(next.publicKey)), kid: 'next', alg: 'ES256' },
};

/** An issuer, and how often its keys were read. */
let issuer: { keys: object[]; reads: number; down: boolean };
let now: number;
let http: HttpClient;
beforeEach(() => {
  issuer = { keys: [KEYS.first], reads: 0, down: false };
  now = NOW;
  http = async ({ url }) => {
    if (issuer.down) throw new Error('connect ECONNREFUSED');
    const discovery = url === `${ISSUER}/.well-known/openid-configuration`;
    if (!discovery) issuer.reads += 1;
    const body = discovery ? { issuer: ISSUER, jwks_uri: `${ISSUER}/keys` } : { keys: issuer.keys };
    return { status: 200, headers: {}, body: JSON.stringify(body) };
  };
});

const context = (): Context =>
  ({
    http,
    clock: { now: () => now },
    log: { info: () => {}, warn: () => {}, error: () => {}, metric: () => {} },
    environment: {
      tokenIssuers: [
        {
          issuer: ISSUER,
          audience: 'operate',
          grants: [
            { claims: { sub: 'repo:acme/shop:*' }, roles: ['deployer'], services: ['shop'] },
            { claims: { groups: 'on-call' }, roles: ['operator'] },
          ],
        },
      ],
    },
  }) as unknown as Context;

const CLAIMS = { iss: ISSUER, aud: 'operate', sub: 'repo:acme/shop:main', exp: SECONDS + 300, iat: SECONDS };
const signed = (claims: JWTPayload = {}, key = pair.privateKey, header: object = { kid: 'first' }) =>
  new SignJWT({ ...CLAIMS, ...claims }).setProtectedHeader({ alg: 'RS256', ...header }).sign(key);

/** Who is known by a token, or the reason for which nobody is. */
async function known(token: string): Promise<unknown> {
  const { context: said } = await handler({ authorization: `Bearer ${token}` }, context());
  return said.caller === undefined ? said.refused : JSON.parse(said.caller);
}

describe('a token', () => {
  it('is worth what the first grant that fits it says', async () => {
    expect(await known(await signed())).toEqual({
      arn: 'token:token.example.com#repo:acme/shop:main',
      roles: ['deployer'],
      services: ['shop'],
      source: 'program',
    });
    expect(await known(await signed({ sub: 'ada', groups: ['staff', 'on-call'] }))).toMatchObject({
      roles: ['operator'],
    });
  });

  it('of somebody whom no grant is for is refused', async () => {
    expect(await known(await signed({ sub: 'repo:evil/shop:main' }))).toMatch(/^No grant/);
    expect(await known(await signed({ sub: 'ada', groups: { 'on-call': true } }))).toMatch(/^No grant/);
  });

  it.each<[what: string, token: () => Promise<string>, said: RegExp]>([
    ['made for somebody else', () => signed({ aud: 'another' }), /"aud"/],
    ['that has expired', () => signed({ exp: SECONDS - 61 }), /"exp"/],
    ['that is not valid yet', () => signed({ nbf: SECONDS + 61 }), /"nbf"/],
    ['without an end', () => signed({ exp: undefined } as never), /"exp"/],
    ['without a subject', () => signed({ sub: undefined } as never), /"sub"/],
    [
      'of another issuer',
      () => signed({ iss: 'https://evil.example.com' }),
      /neither an API key nor a token/,
    ],
    ['signed by a stranger under a known name', () => signed({}, strangers.privateKey), /signature/],
    ['whose signature was changed', async () => `${(await signed()).slice(0, -4)}AAAA`, /signature/],
    ['whose claims were changed', async () => forged(await signed()), /signature/],
    ['without a signature', async () => unsigned(), /"alg"/],
    ['signed with the public key as a secret', async () => byPublicKey(), /"alg"/],
    ['that is none', async () => 'a.b.c', /neither an API key nor a token/],
  ])('%s is refused', async (_what, token, said) => {
    expect(await known(await token())).toMatch(said);
  });

  it('is taken a minute past its end and a minute before its beginning: clocks differ', async () => {
    expect(await known(await signed({ exp: SECONDS - 59 }))).toMatchObject({ source: 'program' });
    expect(await known(await signed({ nbf: SECONDS + 59 }))).toMatchObject({ source: 'program' });
  });

  it('names its scopes, for the door that asks for them', async () => {
    const authorization = `Bearer ${await signed({ scope: 'operate:read' })}`;
    expect((await handler({ authorization }, context())).context.scope).toBe('operate:read');
  });
});

describe('an issuer', () => {
  it('is asked for its keys once an hour', async () => {
    const token = await signed({ exp: SECONDS + 10_000 });
    await known(token);
    now += 3_599_000;
    await known(token);
    expect(issuer.reads).toBe(1);
    now += 1_000;
    await known(token);
    expect(issuer.reads).toBe(2);
  });

  it('may change its keys: an unknown one is looked for, but not for everybody who makes one up', async () => {
    await known(await signed());
    now += 60_000;
    issuer.keys = [KEYS.next];
    const changed = await signed({}, next.privateKey, { kid: 'next', alg: 'ES256' });
    expect(await known(changed)).toMatchObject({ source: 'program' });
    expect(issuer.reads).toBe(2);
    for (const kid of ['made', 'up'])
      expect(await known(await signed({}, pair.privateKey, { kid }))).toMatch(/key/);
    expect(issuer.reads).toBe(2);
  });

  it('that cannot be reached lets nobody in, and that is a failure, not a refusal', async () => {
    issuer.down = true;
    await expect(known(await signed())).rejects.toMatchObject({ name: 'DependencyFailed' });
  });
});

describe('the header', () => {
  it.each(['Basic dXNlcjpwYXNz', 'Bearer', 'Bearer a b', ''])('%j is no bearer’s', async (authorization) => {
    const answer = await handler({ authorization }, context());
    expect(answer.context.refused).toMatch(/not `Bearer`/);
  });
});

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

function forged(token: string): string {
  const [header, , signature] = token.split('.');
  return [header, part({ ...CLAIMS, sub: 'repo:acme/shop:admin' }), signature].join('.');
}

function unsigned(): string {
  return `${part({ alg: 'none' })}.${part(CLAIMS)}.`;
}

async function byPublicKey(): Promise<string> {
  const secret = new TextEncoder().encode(JSON.stringify(KEYS.first));
  return new SignJWT(CLAIMS).setProtectedHeader({ alg: 'HS256', kid: 'first' }).sign(secret);
}
