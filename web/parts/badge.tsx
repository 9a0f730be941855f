import { toneOf } from '../tones.ts';
import { legible } from '../words.ts';

/** A state in a word and a colour. */
export function Badge({ word }: { readonly word: string }) {
  return <span class={`badge ${toneOf(word)}`}>{legible(word)}</span>;
}
