/** Values that are secrets by their own form. */
const FORMS: readonly (readonly [string, RegExp])[] = [
  ['an AWS access key', /\b(AKIA|ASIA)[0-9A-Z]{16}\b/],
  ['a private key', /-----BEGIN [A-Z ]*PRIVATE KEY-----/],
  ['a GitHub token', /\bgh[pousr]_[A-Za-z0-9]{36,}\b/],
  ['a Slack token', /\bxox[abprs]-[A-Za-z0-9-]{10,}/],
  ['a Stripe key', /\b[rs]k_live_[A-Za-z0-9]{16,}/],
  ['a Google API key', /\bAIza[0-9A-Za-z_-]{35}\b/],
  ['a token (JWT)', /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}/],
  ['a password in an address', /^[a-z][a-z0-9+.-]*:\/\/[^/\s:@]+:[^/\s:@]{3,}@/i],
];
/** Names under which secrets are put. */
const NAMES =
  /(^|[_-])(password|passwd|pwd|secret|api[_-]?key|auth[_-]?token|access[_-]?token|private[_-]?key|credentials?)$/i;
/** What stands for a secret without being one: a reference, a place, a switch, a placeholder. */
const REFERENCES =
  /^(arn:|\/|https?:\/\/(?![^/\s]*@)|\$\{|\{\{|ssm:|secretsmanager:|true$|false$|none$|null$|\d{1,5}$|changeme$|x{3,}$|\*{3,}$)/i;
const LEAST_CHARACTERS = 8;
const LEAST_BITS = 2.5;

/**
 * What kind of secret an environment variable holds, by the form of its value or by its name.
 * @returns in words; nothing where it looks like none. The value itself is never part of them.
 */
export function secretIn(name: string, value: string): string | undefined {
  const form = FORMS.find(([, pattern]) => pattern.test(value));
  if (form) return form[0];
  if (!NAMES.test(name) || REFERENCES.test(value) || value.length < LEAST_CHARACTERS) return undefined;
  return entropyOf(value) >= LEAST_BITS ? 'a secret, by its name' : undefined;
}

/** Variables that hold secrets, as `NAME (what kind)`. */
export function secretsAmong(variables: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(variables).flatMap(([name, value]) => {
    const kind = typeof value === 'string' ? secretIn(name, value) : undefined;
    return kind === undefined ? [] : `${name} (${kind})`;
  });
}

/** Bits a character, by the frequencies of the characters (Shannon). */
function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}
