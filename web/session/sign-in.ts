import type { PageConfig } from '../../surfaces/page/config.ts';
import { challengeOf, unguessable } from './pkce.ts';
import { beginSession } from './session.ts';

interface Issuer {
  readonly authorization_endpoint: string;
  readonly token_endpoint: string;
}

/** What has to be remembered while the person is away at the issuer. */
interface Leave {
  readonly state: string;
  readonly verifier: string;
  /** Where the person was. */
  readonly hash: string;
}

const KEPT = 'operate.leave';
const here = () => `${location.origin}/`;

/** Leaves for the issuer, which sends the person back with a code (OpenID Connect Core 3.1, with PKCE). */
export async function leaveToSignIn({ issuer, clientId, scope }: PageConfig): Promise<void> {
  const { authorization_endpoint } = await described(issuer);
  const leave: Leave = { state: unguessable(), verifier: unguessable(), hash: location.hash };
  sessionStorage.setItem(KEPT, JSON.stringify(leave));
  const target = new URL(authorization_endpoint);
  const asked = {
    response_type: 'code',
    client_id: clientId,
    redirect_uri: here(),
    scope,
    state: leave.state,
    code_challenge: await challengeOf(leave.verifier),
    code_challenge_method: 'S256',
  };
  for (const [name, value] of Object.entries(asked)) target.searchParams.set(name, value);
  location.assign(target);
}

/**
 * Takes the person back in who comes from the issuer; does nothing for anybody else.
 * @throws Error when the issuer refused, or when the answer is not to what was asked here
 */
export async function comeBack(config: PageConfig): Promise<void> {
  const answer = new URLSearchParams(location.search);
  if (!answer.has('code') && !answer.has('error')) return;
  const leave = JSON.parse(sessionStorage.getItem(KEPT) ?? '{}') as Partial<Leave>;
  sessionStorage.removeItem(KEPT);
  history.replaceState(null, '', `${here()}${leave.hash ?? ''}`);
  if (leave.state === undefined || answer.get('state') !== leave.state)
    throw new Error('The answer of the issuer is not to what was asked here.');
  const refused = answer.get('error');
  if (refused !== null) throw new Error(`The issuer refused: ${answer.get('error_description') ?? refused}.`);
  const tokens = await exchanged(config, answer.get('code') ?? '', leave.verifier ?? '');
  const token = tokens[config.token];
  if (token === undefined) throw new Error(`The issuer gave no ${config.token}.`);
  beginSession({ token, name: nameIn(tokens.id_token ?? token) });
}

interface Tokens {
  readonly access_token?: string;
  readonly id_token?: string;
}

async function exchanged({ issuer, clientId }: PageConfig, code: string, verifier: string): Promise<Tokens> {
  const { token_endpoint } = await described(issuer);
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    client_id: clientId,
    redirect_uri: here(),
    code,
    code_verifier: verifier,
  });
  const response = await fetch(token_endpoint, { method: 'POST', body });
  if (!response.ok) throw new Error(`The issuer answered the code with ${response.status}.`);
  return (await response.json()) as Tokens;
}

async function described(issuer: string): Promise<Issuer> {
  const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const response = await fetch(url).catch(() => undefined);
  if (!response?.ok) throw new Error(`The issuer ${issuer} cannot be reached.`);
  return (await response.json()) as Issuer;
}

/** Read without a check: it decides nothing. */
function nameIn(token: string): string {
  try {
    const [, payload = ''] = token.split('.');
    const bytes = Uint8Array.from(atob(payload.replaceAll('-', '+').replaceAll('_', '/')), (one) =>
      one.charCodeAt(0),
    );
    const claims = JSON.parse(new TextDecoder().decode(bytes)) as Readonly<Record<string, unknown>>;
    return String(claims['name'] ?? claims['email'] ?? claims['sub'] ?? '');
  } catch {
    return '';
  }
}
