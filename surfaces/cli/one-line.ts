import { kebabCase } from './flags.ts';

export type Fields = Readonly<Record<string, unknown>>;

/** Answers come from records that hold text of others: terminal controls in it must not act. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

/** A value in one line. */
export function text(value: unknown): string {
  if (value === undefined || value === null) return '-';
  const plain = typeof value === 'object' ? inline(value) : String(value);
  return plain.replace(CONTROLS, '\u{FFFD}');
}

function inline(value: object): string {
  if (Array.isArray(value)) return value.map(text).join(', ');
  const fields = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return fields.map(([name, inner]) => `${heading(name)} ${text(inner)}`).join(', ');
}

/** `lastVerdict` as people write it: `last verdict`. */
export function heading(name: string): string {
  return kebabCase(name).replaceAll('-', ' ').trim();
}
