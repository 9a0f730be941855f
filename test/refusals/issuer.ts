import { exportJWK, generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';
import { handler as checkCaller } from '../../functions/callers/check-caller/handler.ts';
import type { Context } from '../../functions/context.ts';
import type { Environment } from '../../functions/environment.ts';
import type { AnyHandler } from '../../functions/serve/chain.ts';

const ISSUER = 'https://token.example.com';
const CLAIMS = { iss: ISSUER, aud: 'operate', sub: 'repo:acme/shop:main' };

const own = await generateKeyPair('RS256');
const strangers = await generateKeyPair('RS256');
const published = { ...(await exportJWK(own.publicKey)), kid: 'own', alg: 'RS256' };

/** Whose tokens the installation takes: of pipelines, which may deploy and approve nothing. */
export const tokenIssuers: NonNullable<Environment['tokenIssuers']> = [
  {
    issuer: ISSUER,
    audience: 'operate',
    people: false,
    grants: [{ claims: { sub: 'repo:acme/shop:*' }, roles: ['deployer', 'approver'] }],
  },
];

/** The function that knows tokens, with the issuer where the network would be. */
export const knowing: AnyHandler = async (input: never, context: Context) =>
  await checkCaller(input, {
    ...context,
    http: async ({ url }) => {
      const discovery = url.endsWith('/.well-known/openid-configuration');
      const body = discovery ? { issuer: ISSUER, jwks_uri: `${ISSUER}/keys` } : { keys: [published] };
      return { status: 200, headers: {}, body: JSON.stringify(body) };
    },
  });

/** @param now milliseconds since the epoch */
export function tokensAt(now: number) {
  const seconds = Math.floor(now / 1000);
  const claims = { ...CLAIMS, iat: seconds, exp: seconds + 7_200 };
  const signed = (more: JWTPayload = {}, key = own.privateKey) =>
    new SignJWT({ ...claims, ...more }).setProtectedHeader({ alg: 'RS256', kid: 'own' }).sign(key);
  return {
    good: () => signed(),
    forged: () => signed({}, strangers.privateKey),
    altered: async () => {
      const [header, , signature] = (await signed()).split('.');
      const admin = Buffer.from(JSON.stringify({ ...claims, sub: 'repo:acme/shop:admin' })).toString(
        'base64url',
      );
      return [header, admin, signature].join('.');
    },
    expired: () => signed({ exp: seconds - 61, iat: seconds - 400 }),
    early: () => signed({ nbf: seconds + 3_600 }),
    endless: () => {
      const { exp: _none, ...rest } = claims;
      return new SignJWT(rest).setProtectedHeader({ alg: 'RS256', kid: 'own' }).sign(own.privateKey);
    },
    otherAudience: () => signed({ aud: 'another-service' }),
    otherIssuer: () => signed({ iss: 'https://evil.example.com' }),
    none: () => new UnsecuredJWT(claims).encode(),
    /** The public key, which everybody has, as the secret of a symmetric signature. */
    confused: () =>
      new SignJWT(claims)
        .setProtectedHeader({ alg: 'HS256', kid: 'own' })
        .sign(new TextEncoder().encode(JSON.stringify(published))),
    stranger: () => signed({ sub: 'repo:evil/shop:main' }),
  };
}
