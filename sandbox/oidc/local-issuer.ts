import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import type { TokenIssuer } from '../../core/callers/token-grant.ts';
import type { Clock } from '../../functions/clock.ts';
import type { HttpClient } from '../../functions/http-client.ts';
import type { Role } from '../../functions/operation.ts';
import type { PageConfig } from '../../surfaces/page/config.ts';
import { listen } from '../http-api/listen.ts';
import { readBody } from '../http-api/request-body.ts';
import { Codes } from './codes.ts';
import { signInPage } from './sign-in-page.ts';

const AUDIENCE = 'operate';
const CLIENT = 'operate-page';
const KEY = { kid: 'sandbox', alg: 'ES256', use: 'sig' } as const;
/** Sandbox time: it runs faster than that of the person who is signed in. */
const TOKEN_SECONDS = 30 * 86_400;
/** Only pages of this machine are sent a code. */
const REDIRECTS = /^http:\/\/(127\.0\.0\.1|localhost):\d+\/$/;

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

interface Asked {
  readonly path: string;
  readonly query: URLSearchParams;
  readonly form: URLSearchParams;
}

/** The part of the account that it needs: its time, and identifiers for codes. */
interface Scope {
  readonly clock: Pick<Clock, 'now'>;
  id(): string;
}

/** Roles that a token may hold, by the name of the profile. */
export type IssuedRoles = Readonly<Record<string, readonly Role[]>>;

/**
 * An OIDC issuer on 127.0.0.1 (discovery, keys, code flow with PKCE): people pick who they are and prove nothing. It
 * exists in the sandbox only, so that its page signs people in as on AWS.
 */
export class LocalIssuer {
  readonly #scope: Scope;
  readonly #roles: IssuedRoles;
  readonly #server: Server;
  readonly #codes = new Codes();
  readonly #privateKey: CryptoKey;
  readonly #publicKey: JWK;
  #url = '';

  private constructor(
    scope: Scope,
    roles: IssuedRoles,
    keys: { readonly privateKey: CryptoKey; readonly publicKey: JWK },
  ) {
    this.#scope = scope;
    this.#roles = roles;
    this.#privateKey = keys.privateKey;
    this.#publicKey = keys.publicKey;
    this.#server = createServer((request, response) => void this.#serve(request, response));
  }

  /** Listens on the port, or on a free one when it is taken or missing. */
  static async open(scope: Scope, roles: IssuedRoles, port = 0): Promise<LocalIssuer> {
    const { privateKey, publicKey } = await generateKeyPair(KEY.alg);
    const issuer = new LocalIssuer(scope, roles, { privateKey, publicKey: await exportJWK(publicKey) });
    issuer.#url = `http://127.0.0.1:${await listen(issuer.#server, port)}`;
    return issuer;
  }

  get url(): string {
    return this.#url;
  }

  /** What the installation is told of it: everybody here is a person, with the roles of a profile. */
  get trusted(): TokenIssuer<Role> {
    const grants = Object.entries(this.#roles).map(([sub, roles]) => ({ claims: { sub }, roles }));
    return { issuer: this.#url, audience: AUDIENCE, people: true, grants };
  }

  get pageConfig(): PageConfig {
    return {
      issuer: this.#url,
      clientId: CLIENT,
      scope: 'openid profile',
      token: 'access_token',
      title: 'Sandbox',
    };
  }

  /** Answers in the process what is asked of this issuer; anything else is somebody else's. */
  client(others: HttpClient): HttpClient {
    return async (request) => {
      const url = new URL(request.url);
      if (url.origin !== this.#url) return others(request);
      const form = new URLSearchParams(request.body ?? '');
      return this.#answer({ path: url.pathname, query: url.searchParams, form });
    };
  }

  async close(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#server.close(() => resolve());
    this.#server.closeAllConnections();
    await promise;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = (await readBody(request).catch(() => undefined)) ?? Buffer.alloc(0);
    const { pathname: path, searchParams: query } = new URL(request.url ?? '/', this.#url);
    const answer = await this.#answer({ path, query, form: new URLSearchParams(body.toString()) });
    response.writeHead(answer.status, { 'cache-control': 'no-store', ...answer.headers }).end(answer.body);
  }

  async #answer(asked: Asked): Promise<Answer> {
    switch (asked.path) {
      case '/.well-known/openid-configuration':
        return json(200, {
          issuer: this.#url,
          authorization_endpoint: `${this.#url}/authorize`,
          token_endpoint: `${this.#url}/token`,
          jwks_uri: `${this.#url}/keys`,
        });
      case '/keys':
        return json(200, { keys: [{ ...this.#publicKey, ...KEY }] });
      case '/authorize':
        return html(signInPage(Object.keys(this.#roles), asked.query));
      case '/sign-in':
        return this.#signIn(asked.query);
      case '/token':
        return this.#exchange(asked.form);
      default:
        return json(404, { error: 'not_found' });
    }
  }

  #signIn(query: URLSearchParams): Answer {
    const given = (name: string) => query.get(name) ?? '';
    const redirectUri = given('redirect_uri');
    const known =
      given('client_id') === CLIENT &&
      REDIRECTS.test(redirectUri) &&
      given('code_challenge_method') === 'S256' &&
      Object.hasOwn(this.#roles, given('profile'));
    if (!known) return json(400, { error: 'invalid_request' });
    const code = this.#scope.id();
    const challenge = given('code_challenge');
    this.#codes.keep(code, { subject: given('profile'), clientId: CLIENT, redirectUri, challenge });
    const back = new URLSearchParams({ code, state: given('state') });
    return { status: 302, headers: { location: `${redirectUri}?${back}` }, body: '' };
  }

  async #exchange(form: URLSearchParams): Promise<Answer> {
    const given = (name: string) => form.get(name) ?? '';
    const subject = this.#codes.take({
      code: given('code'),
      clientId: given('client_id'),
      redirectUri: given('redirect_uri'),
      verifier: given('code_verifier'),
    });
    if (subject === undefined) return json(400, { error: 'invalid_grant' });
    const [access_token, id_token] = await Promise.all([
      this.#token(subject, AUDIENCE),
      this.#token(subject, CLIENT),
    ]);
    return json(200, { access_token, id_token, token_type: 'Bearer', expires_in: TOKEN_SECONDS });
  }

  #token(subject: string, audience: string): Promise<string> {
    const seconds = Math.floor(this.#scope.clock.now() / 1_000);
    return new SignJWT({ name: subject })
      .setProtectedHeader({ alg: KEY.alg, kid: KEY.kid })
      .setIssuer(this.#url)
      .setSubject(subject)
      .setAudience(audience)
      .setIssuedAt(seconds)
      .setExpirationTime(seconds + TOKEN_SECONDS)
      .sign(this.#privateKey);
  }
}

/** Pages of other origins ask for it. */
function json(status: number, value: unknown): Answer {
  const headers = { 'content-type': 'application/json', 'access-control-allow-origin': '*' };
  return { status, headers, body: JSON.stringify(value) };
}

function html(body: string): Answer {
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  };
  return { status: 200, headers, body };
}
