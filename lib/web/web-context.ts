import { z } from 'zod';
import type { TokenIssuer } from '../../core/callers/token-grant.ts';

const origin = z.url({ protocol: /^https$/ }).regex(/^https:\/\/[^/]+$/, 'is an origin without a path');

const form = z.strictObject({
  issuer: z.url({ protocol: /^https$/ }),
  clientId: z.string().min(1),
  scope: z.string().min(1).default('openid profile'),
  token: z.enum(['access_token', 'id_token']).default('access_token'),
  title: z.string().min(1).optional(),
  origins: z.array(origin).default([]),
});

/** The page as an installation asks for it. */
export type WebContext = z.output<typeof form>;

const EXAMPLE = '{"issuer": "https://login.example.com", "clientId": "operate-page"}';

/**
 * The context `web`: where people sign in at the page. Without it there is no page.
 * @throws Error that says what is wrong and shows the form, or that nobody would take the issuer's tokens
 */
export function webIn(value: unknown, tokenIssuers: readonly TokenIssuer[] = []): WebContext | undefined {
  if (value === undefined) return undefined;
  const read = form.safeParse(typeof value === 'string' ? parsed(value) : value);
  if (!read.success) {
    const problems = read.error.issues.map(({ path, message }) => `${path.join('.') || 'it'}: ${message}`);
    throw new Error(`The context 'web' is an object such as ${EXAMPLE}. ${problems.join('; ')}.`);
  }
  const { issuer } = read.data;
  if (!tokenIssuers.some((one) => one.issuer === issuer))
    throw new Error(
      `The context 'web' names ${issuer}, whose tokens the context 'tokenIssuers' does not take.`,
    );
  return read.data;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
