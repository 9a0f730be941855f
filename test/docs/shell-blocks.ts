/** One command of a page, as a reader would type it. */
export interface DocumentedCommand {
  readonly page: string;
  readonly line: number;
  readonly text: string;
  /** True for commands of blocks marked `sh account`: they need an AWS account. */
  readonly needsAccount: boolean;
}

const FENCE = /^```(\S*) ?(.*)$/;

/**
 * The commands in a page's shell blocks, continued lines joined and comments left out.
 * @throws Error for a shell block whose mark is neither nothing nor `account`
 */
export function commandsIn(page: string, markdown: string): DocumentedCommand[] {
  const found: DocumentedCommand[] = [];
  let block: { readonly needsAccount: boolean } | 'other' | undefined;
  let begun: { readonly line: number; readonly text: string } | undefined;
  for (const [index, raw] of markdown.split('\n').entries()) {
    const fence = FENCE.exec(raw.trim());
    if (fence) {
      block =
        block === undefined ? opened(`${page}:${index + 1}`, fence[1] ?? '', fence[2] ?? '') : undefined;
      continue;
    }
    if (block === undefined || block === 'other') continue;
    const text = `${begun?.text ?? ''}${raw.trim()}`;
    const line = begun?.line ?? index + 1;
    begun = text.endsWith('\\') ? { line, text: text.slice(0, -1) } : undefined;
    if (begun === undefined && text !== '' && !text.startsWith('#'))
      found.push({ page, line, text, needsAccount: block.needsAccount });
  }
  return found;
}

function opened(where: string, language: string, mark: string): { needsAccount: boolean } | 'other' {
  if (['', 'bash', 'shell', 'console'].includes(language))
    throw new Error(`${where}: a block needs a language; commands have 'sh'.`);
  if (language !== 'sh') return 'other';
  if (mark !== '' && mark !== 'account') throw new Error(`${where}: '${mark}' is no mark; allowed: account.`);
  return { needsAccount: mark === 'account' };
}

/** The words of a command line: blanks separate, quotes hold together, `$NAME` is filled in outside single quotes. */
export function wordsOf(text: string, variables: Readonly<Record<string, string>>): string[] {
  const found = text.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g);
  return [...found].map(([, double, single, bare]) => single ?? filled(double ?? bare ?? '', variables));
}

function filled(text: string, variables: Readonly<Record<string, string>>): string {
  return text.replace(/\$([A-Z_]+)/g, (_, name: string) => {
    const value = variables[name];
    if (value === undefined) throw new Error(`The page uses $${name}, which the test does not know.`);
    return value;
  });
}
