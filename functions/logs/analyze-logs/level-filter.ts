import { type Level, wordsFrom } from '../../../core/logs/level.ts';
import { phrase } from '../insights-query.ts';

/** What lines say that are errors without naming a level, and the numbers of levels in JSON lines. */
const TOLD = ['Exception', 'Error', 'Traceback', 'panic', 'timed out', 'memory', '"level":5', '"level":6'];
/** Below it nearly every line is wanted. */
const RARE: readonly Level[] = ['warn', 'error', 'fatal'];

/**
 * A filter pattern by which CloudWatch finds every line that may be wanted; which of them are, is decided on reading.
 * Either by a text or by level: terms of which any may match are ignored beside others.
 */
export function filterPatternOf(text: string | undefined, level: Level | undefined): string {
  if (text !== undefined) return phrase(text);
  if (level === undefined || !RARE.includes(level)) return '';
  const words = [...wordsFrom(level), ...(level === 'warn' ? ['"level":4'] : [])];
  const spelt = words.flatMap((word) => [
    word,
    word.toUpperCase(),
    `${word.charAt(0).toUpperCase()}${word.slice(1)}`,
  ]);
  return [...new Set([...spelt, ...TOLD])].map((word) => `?${phrase(word)}`).join(' ');
}
