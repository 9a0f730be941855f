import { matchesGlob } from '../glob.ts';

/** What a token says, once it is known to be its issuer's. */
export type Claims = Readonly<Record<string, unknown>>;

/** Which tokens of an issuer are granted what. */
export interface TokenGrant<Role extends string = string> {
  /** Patterns that claims have to match, all of them; `*` matches any run of characters. */
  readonly claims: Readonly<Record<string, string>>;
  readonly roles: readonly Role[];
  /** The only environments, and the only services, that the roles are for; every one when missing. */
  readonly environments?: readonly string[];
  readonly services?: readonly string[];
}

/** An OIDC issuer whose tokens are taken. */
export interface TokenIssuer<Role extends string = string> {
  /** Its URL, as in the claim `iss`. */
  readonly issuer: string;
  /** What the claim `aud` has to name: tokens that were made for somebody else are refused. */
  readonly audience: string;
  /** Whether it signs people in; a token of any other issuer is a program's, which approves nothing and makes no keys. */
  readonly people?: boolean;
  /** The first that matches counts. */
  readonly grants: readonly TokenGrant<Role>[];
}

/** The first grant whose claims a token has; undefined when there is none. A list has a value if one of it matches. */
export function grantOf<Role extends string>(
  { grants }: TokenIssuer<Role>,
  claims: Claims,
): TokenGrant<Role> | undefined {
  return grants.find((grant) =>
    Object.entries(grant.claims).every(([name, pattern]) =>
      [Object.hasOwn(claims, name) ? claims[name] : undefined]
        .flat()
        .some((value) => isText(value) && matchesGlob(pattern, String(value))),
    ),
  );
}

function isText(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number';
}

/** The caller's name in the audit: two issuers may know a subject of the same name. */
export function tokenCaller(issuer: string, subject: string): string {
  return `token:${issuer.replace(/^https?:\/\//, '')}#${subject}`;
}
