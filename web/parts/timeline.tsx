import { shortCaller } from '../words.ts';
import { When } from './when.tsx';

interface Line {
  readonly at: string;
  readonly words: string;
  readonly by?: string;
}

/** What happened, in order. */
export function Timeline({ lines }: { readonly lines: readonly Line[] }) {
  return (
    <ol class="timeline">
      {lines.map(({ at, words, by }, index) => (
        <li key={index}>
          <When at={at} /> <span>{words}</span>
          {by !== undefined && <small> {shortCaller(by)}</small>}
        </li>
      ))}
    </ol>
  );
}
