import { plainText } from '../alerting/plain-text.ts';

const HIDDEN = '[redacted]';

/**
 * What must not leave a log with a sample of it: keys of AWS, GitHub, Slack, Stripe, Google and Sentry, JSON web tokens,
 * private keys, credentials in headers and URLs, card numbers, and e-mail addresses.
 */
const SECRETS: readonly RegExp[] = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  /\b(?:AKIA|ASIA|AROA|AIDA)[A-Z0-9]{16}\b/g,
  /\beyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?/g,
  /\b(?:gh[opusr]_\w{20,}|github_pat_\w{20,}|xox[abeprs]-[\w-]{10,}|[rs]k_(?:live|test)_\w{10,}|AIza[\w-]{30,}|sntry[su]_[\w=+/.-]{20,})/g,
  /\b(?:Bearer|Basic|Digest)\s+[\w+/=.~-]{8,}/gi,
  /(?<=:\/\/[^\s:/@]{0,64}:)[^\s@/]+(?=@)/g,
  /\b\d(?:[ -]?\d){12,18}\b/g,
  /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+/g,
];
/** A name that says that its value is a secret, the sign between them, and the value. */
const NAMED =
  /([\w-]{0,32}(?:passw(?:or)?d|passwd|pwd|secret|token|api[-_]?key|access[-_]?key|private[-_]?key|credential|authorization|cookie|session[-_]?id|signature)[\w-]{0,32}["']?\s{0,4}[:=]\s{0,4})(?!\[redacted\])("(?:[^"\\]|\\.)*"?|'[^']*'?|[^\s,;&)}\]]+)/gi;

/** A line that may be shown: on one line, without what looks like a secret, at most so long. */
export function masked(line: string, longest: number): string {
  // What is cut off before the secrets are looked for must not cut one in two.
  const near = line.length > longest * 8 ? line.slice(0, longest * 8) : line;
  return plainText(withoutSecrets(near), longest);
}

function withoutSecrets(text: string): string {
  const unnamed = SECRETS.reduce((rest, secret) => rest.replace(secret, hidden), text);
  return unnamed.replace(NAMED, (_all, name: string) => `${name}${HIDDEN}`);
}

/** Long numbers are only hidden where they can be a card's. */
function hidden(found: string): string {
  return /^[\d -]+$/.test(found) && !isCard(found) ? found : HIDDEN;
}

/** Luhn's check, of 13 to 19 digits. */
function isCard(found: string): boolean {
  const digits = [...found.replaceAll(/\D/g, '')].reverse().map(Number);
  const sum = digits.reduce((total, digit, index) => {
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return digits.length >= 13 && digits.length <= 19 && sum % 10 === 0;
}
