/** What the page is told at deployment, in `/config.json`; none of it is a secret. */
export interface PageConfig {
  /** The OIDC issuer at which people sign in. */
  readonly issuer: string;
  /** The page as the issuer knows it: a public client, for the code flow with PKCE. */
  readonly clientId: string;
  /** Scopes that are asked for, separated by blanks. */
  readonly scope: string;
  /** Which token of the issuer is sent to the API: the one whose audience is that of `tokenIssuers`. */
  readonly token: 'access_token' | 'id_token';
  /** What a person reads beside the name, such as the environment of the installation. */
  readonly title?: string;
}

/** @param origins of the issuer that the page calls besides its own, where they are not the issuer's */
export function originsOf({ issuer }: Pick<PageConfig, 'issuer'>, origins: readonly string[] = []): string[] {
  return [...new Set([new URL(issuer).origin, ...origins])];
}
