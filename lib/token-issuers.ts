import { z } from 'zod';
import type { TokenIssuer } from '../core/callers/token-grant.ts';
import type { Role } from '../functions/operation.ts';

/** A token may hold every role but the one that is given by name to people who sign. */
const ROLES = ['viewer', 'operator', 'deployer', 'approver', 'admin'] as const satisfies readonly Role[];

const names = z.array(z.string().min(1)).min(1).optional();
const form = z
  .array(
    z.strictObject({
      issuer: z.url({ protocol: /^https$/ }),
      audience: z.string().min(1),
      people: z.boolean().default(false),
      grants: z
        .array(
          z.strictObject({
            // A grant without a claim would be for everybody whom the issuer knows, such as all of GitHub.
            claims: z
              .record(z.string(), z.string().min(1))
              .refine((claims) => Object.keys(claims).length > 0, 'names at least one claim'),
            roles: z.array(z.enum(ROLES)).min(1),
            environments: names,
            services: names,
          }),
        )
        .min(1),
    }),
  )
  .min(1);

const EXAMPLE =
  '[{"issuer": "https://token.actions.githubusercontent.com", "audience": "operate", "grants": [{"claims": {"sub": "repo:acme/shop:*"}, "roles": ["deployer"]}]}]';

/**
 * The issuers whose tokens an installation takes, from its context: a list, or its JSON on the command line.
 * @throws Error that says what is wrong and shows the form
 */
export function tokenIssuersIn(value: unknown): readonly TokenIssuer<Role>[] | undefined {
  if (value === undefined) return undefined;
  const read = form.safeParse(typeof value === 'string' ? parsed(value) : value);
  if (read.success) return read.data as readonly TokenIssuer<Role>[];
  const problems = read.error.issues.map(({ path, message }) => `${path.join('.') || 'it'}: ${message}`);
  throw new Error(`The context 'tokenIssuers' is a list such as ${EXAMPLE}. ${problems.join('; ')}.`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
