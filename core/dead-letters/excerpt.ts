const LONGEST = 400;
const HIDDEN = '[redacted]';
const SECRET_NAMES =
  /token|secret|passw|authorization|cookie|credential|signature|api-?_?key|access-?_?key|private-?_?key/i;
/** Access keys of AWS, JSON web tokens, bearer and basic credentials, and URLs that carry a password. */
const SECRET_TEXTS =
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b|\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*|\b(?:Bearer|Basic)\s+[\w+/=.~-]{8,}|(?<=:\/\/[^\s:/@]{0,64}:)[^\s@/]+(?=@)/gi;

/** What of a letter is shown: others wrote it, so it is cut short and without what looks like a secret. */
export function excerpt(value: unknown): string {
  return capped(JSON.stringify(withoutSecrets(value)) ?? 'null', LONGEST);
}

/** Text that others wrote, in so many characters and without what looks like a secret. */
export function shownText(text: string, longest = LONGEST): string {
  return capped(text.replace(SECRET_TEXTS, HIDDEN), longest);
}

function withoutSecrets(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(SECRET_TEXTS, HIDDEN);
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      SECRET_NAMES.test(name) && inner !== null ? HIDDEN : withoutSecrets(inner),
    ]),
  );
}

function capped(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1).toWellFormed()}…`;
}
