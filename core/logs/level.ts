/** Levels from the least to the most severe; `unknown` for lines that say nothing of it. */
export const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const;
export type Level = (typeof LEVELS)[number];
export type SeenLevel = Level | 'unknown';

/** The names that logging libraries, syslog and cloud runtimes have for them. */
const NAMES: Readonly<Record<string, Level>> = {
  trace: 'trace',
  verbose: 'trace',
  finest: 'trace',
  debug: 'debug',
  fine: 'debug',
  info: 'info',
  information: 'info',
  notice: 'info',
  warn: 'warn',
  warning: 'warn',
  error: 'error',
  err: 'error',
  severe: 'error',
  fatal: 'fatal',
  critical: 'fatal',
  crit: 'fatal',
  alert: 'fatal',
  emerg: 'fatal',
  emergency: 'fatal',
  panic: 'fatal',
};
/** As they are written in lines: in capitals, or with a sign that sets them apart. */
const WRITTEN =
  /\b(?:TRACE|VERBOSE|FINEST|DEBUG|FINE|INFO|NOTICE|WARN(?:ING)?|ERR(?:OR)?|SEVERE|FATAL|CRIT(?:ICAL)?|ALERT|EMERG(?:ENCY)?)\b|(?:\blevel=|\blvl=|\bseverity=|[[<|])"?(trace|debug|info|notice|warn(?:ing)?|err(?:or)?|fatal|crit(?:ical)?|alert|emerg|panic)\b"?/i;
/** What no library calls a level and what yet is one. */
const TOLD: readonly (readonly [RegExp, Level])[] = [
  [/\bpanic: |\bFATAL EXCEPTION\b|Runtime exited with error|Out of ?[Mm]emory/, 'fatal'],
  [/\bTask timed out after |\b[A-Z]\w*(?:Error|Exception)\b(?::|$)|^Traceback /, 'error'],
  [/^(?:START|END|REPORT|INIT_START) RequestId: |^INIT_START /, 'info'],
];
/** Where a level stands if it is one: further on a word such as ERROR is part of what is told. */
const HEADER = 160;
/** Numbers of bunyan and pino, from which on they mean the level. */
const NUMBERS: readonly (readonly [number, Level])[] = [
  [60, 'fatal'],
  [50, 'error'],
  [40, 'warn'],
  [30, 'info'],
  [20, 'debug'],
  [0, 'trace'],
];

/** The level that a line of text names, or that follows from what it tells. */
export function levelOfText(text: string): SeenLevel {
  const match = WRITTEN.exec(text.length > HEADER ? text.slice(0, HEADER) : text);
  if (match && (match[1] !== undefined || match[0] === match[0].toUpperCase()))
    return NAMES[(match[1] ?? match[0]).toLowerCase()] ?? 'unknown';
  return TOLD.find(([pattern]) => pattern.test(text))?.[1] ?? 'unknown';
}

/** The level that a member of a JSON line names, by word or by number. */
export function levelOfValue(value: unknown): SeenLevel {
  if (typeof value === 'number') return NUMBERS.find(([from]) => value >= from)?.[1] ?? 'unknown';
  return (typeof value === 'string' && NAMES[value.toLowerCase()]) || 'unknown';
}

/** Whether a level is at least as severe as another; `unknown` is not. */
export function atLeast(level: SeenLevel, least: Level): boolean {
  return level !== 'unknown' && LEVELS.indexOf(level) >= LEVELS.indexOf(least);
}

/** Every way in which a level and those above it are written, for a search. */
export function wordsFrom(least: Level): string[] {
  return Object.keys(NAMES).filter((name) => atLeast(NAMES[name] ?? 'unknown', least));
}
