import { createLocalJWKSet, decodeJwt, errors, type JSONWebKeySet, type JWTPayload, jwtVerify } from 'jose';
import { grantOf, type TokenIssuer, tokenCaller } from '../../../core/callers/token-grant.ts';
import { Unauthenticated } from '../../../core/errors.ts';
import type { Caller, Context } from '../../context.ts';
import type { Role } from '../../operation.ts';
import { issuerKeys } from './issuer-keys.ts';

/** Who was found out to call, with the scopes of the token if it names any. */
export type KnownCaller = Omit<Caller, 'kind'> & { readonly scope?: string };

/** Signatures that only the issuer can make; neither none nor one by a secret that both sides hold. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];
const SKEW_SECONDS = 60;

/**
 * Who bears a token (RFC 7519, RFC 9068) of one of the issuers that the installation takes tokens of.
 * @throws Unauthenticated that says what is wrong with it; DependencyFailed when the issuer's keys cannot be read
 */
export async function tokenBearer(token: string, context: Context): Promise<KnownCaller> {
  const issuer = issuerOf(token, context);
  const payload = await verified(token, issuer, context);
  const grant = grantOf(issuer, payload);
  if (!grant) throw new Unauthenticated('No grant of this installation is for what the token says.');
  const { roles, environments, services } = grant;
  const scope = payload['scope'];
  return {
    arn: tokenCaller(issuer.issuer, String(payload.sub)),
    roles,
    ...(environments && { environments }),
    ...(services && { services }),
    source: issuer.people ? 'token' : 'program',
    ...(typeof scope === 'string' && { scope }),
  };
}

/** What the token says of its issuer is believed only to find the keys that it has to be signed with. */
function issuerOf(token: string, { environment: { tokenIssuers = [] } }: Context): TokenIssuer<Role> {
  const known = tokenIssuers.find(({ issuer }) => issuer === claimedIssuer(token));
  if (!known)
    throw new Unauthenticated('The credential is neither an API key nor a token of a known issuer.');
  return known;
}

function claimedIssuer(token: string): string | undefined {
  try {
    return decodeJwt(token).iss;
  } catch {
    return undefined;
  }
}

/** A key that the issuer did not have yet is looked for once more: issuers change their keys. */
async function verified(token: string, issuer: TokenIssuer<Role>, context: Context): Promise<JWTPayload> {
  const keys = issuerKeys(issuer.issuer, context);
  try {
    return await verifiedBy(await keys.known(), token, issuer, context);
  } catch (error) {
    if (!(error instanceof errors.JWKSNoMatchingKey)) throw refusalOf(error);
    const renewed = await keys.renewed();
    if (!renewed) throw refusalOf(error);
    return await verifiedBy(renewed, token, issuer, context).catch((again) => {
      throw refusalOf(again);
    });
  }
}

async function verifiedBy(
  keys: JSONWebKeySet,
  token: string,
  { issuer, audience }: TokenIssuer,
  { clock }: Context,
): Promise<JWTPayload> {
  const { payload } = await jwtVerify(token, createLocalJWKSet(keys), {
    issuer,
    audience,
    algorithms: ALGORITHMS,
    clockTolerance: SKEW_SECONDS,
    currentDate: new Date(clock.now()),
    requiredClaims: ['exp', 'sub'],
  });
  return payload;
}

/** The library's codes are words for programs; a reason without the token's content is enough for people. */
function refusalOf(error: unknown): unknown {
  if (!(error instanceof errors.JOSEError)) return error;
  return new Unauthenticated(`The token was refused: ${error.message}.`, { cause: error });
}
