/** The part of a terminal that says whether colours mean something on it. */
export interface ColourSurroundings {
  readonly isTerminal: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Colours are for terminals, and for nobody who set NO_COLOR (no-color.org). */
export function wantsColour({ isTerminal, env }: ColourSurroundings): boolean {
  return isTerminal && !env['NO_COLOR'] && env['TERM'] !== 'dumb';
}

const GREEN = 32;
const RED = 31;
const YELLOW = 33;

const CODES: Readonly<Record<string, number>> = {
  ...every(GREEN, 'PASSED PROMOTED PROMOTE SUCCEEDED HEALTHY OK READY DONE VERIFIED RESOLVED REGISTERED'),
  ...every(
    RED,
    'FAILED REFUSED ROLLED_BACK ROLL_BACK UNHEALTHY ALARM BREACHED INEFFECTIVE CRITICAL NOT_READY',
  ),
  ...every(
    YELLOW,
    'NO_DATA PAUSED AWAITING_APPROVAL UNKNOWN INSUFFICIENT DEGRADED HELD ABORTED STOPPED WARNING',
  ),
};

function every(code: number, words: string): Record<string, number> {
  return Object.fromEntries(words.split(' ').map((word) => [word, code]));
}

/** The text with the states that it names in their colours; lengths on the screen stay. */
export function tinted(text: string): string {
  return text.replace(/\b[A-Z][A-Z_]+\b/g, (word) => {
    const code = Object.hasOwn(CODES, word) ? CODES[word] : undefined;
    return code === undefined ? word : `\u001b[${code}m${word}\u001b[0m`;
  });
}
