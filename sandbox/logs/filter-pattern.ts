import { SandboxNotImplemented } from '../hook/not-implemented.ts';
import { jsonPattern } from './json-pattern.ts';
import { invalidParameter } from './refusals.ts';

const TERM = /\s*([-?]?)(?:"((?:[^"\\]|\\.)*)"|([^\s"]+))/y;

interface Term {
  readonly kind: 'required' | 'optional' | 'excluded';
  readonly text: string;
}

const KINDS: Readonly<Record<string, Term['kind']>> = { '': 'required', '?': 'optional', '-': 'excluded' };

function parseTerms(pattern: string): readonly Term[] {
  const terms: Term[] = [];
  TERM.lastIndex = 0;
  for (let end = 0; pattern.slice(end).trim() !== ''; end = TERM.lastIndex) {
    const match = TERM.exec(pattern);
    if (!match) throw invalidParameter(`Invalid filter pattern: ${pattern}`);
    const [, sign = '', phrase, word] = match;
    const text = phrase?.replaceAll(/\\(.)/g, '$1') ?? word ?? '';
    terms.push({ kind: KINDS[sign] ?? 'required', text });
  }
  return terms;
}

/** Optional terms count only when there are no others: CloudWatch ignores `?` beside other terms. */
function termPattern(pattern: string): (message: string) => boolean {
  const terms = parseTerms(pattern);
  if (terms.length > 0 && terms.every(({ kind }) => kind === 'optional')) {
    return (message) => terms.some(({ text }) => message.includes(text));
  }
  const decisive = terms.filter(({ kind }) => kind !== 'optional');
  return (message) => decisive.every(({ kind, text }) => message.includes(text) === (kind === 'required'));
}

/**
 * Whether a line matches a filter pattern: terms, "phrases", -exclusions, ?any, or a JSON pattern in braces.
 * An empty pattern matches every line. Terms are case sensitive and match anywhere in the line.
 * Source: CloudWatch Logs User Guide, "Filter pattern syntax".
 */
export function filterPattern(pattern: string): (message: string) => boolean {
  const text = pattern.trim();
  if (text === '' || /^"\s*"$/.test(text)) return () => true;
  if (text.startsWith('{') && text.endsWith('}')) return jsonPattern(text);
  if (text.startsWith('[') && text.endsWith(']')) {
    throw new SandboxNotImplemented('space-delimited filter patterns', 'sandbox/logs/filter-pattern.ts');
  }
  if (/^%.*%$/.test(text)) {
    throw new SandboxNotImplemented(
      'regular expressions in filter patterns',
      'sandbox/logs/filter-pattern.ts',
    );
  }
  return termPattern(text);
}
