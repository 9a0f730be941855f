/** One command of a POSIX shell, as far as the printed commands go. */
export interface ShellCommand {
  /** The variable that keeps what the command prints. */
  readonly assigns?: string;
  readonly words: readonly string[];
}

export type Variables = Readonly<Record<string, string>>;

/** Runs a command inside `$(...)`; what it prints comes without its last line end. */
export type Substitute = (command: string) => Promise<string>;

/**
 * Splits a command line as a shell does: single and double quotes, `$NAME`, `${NAME##*:}`, `$(...)` and
 * `NAME=$(...)`. Whatever else a shell would act on is refused.
 * @throws Error that names what is not understood
 */
export async function shellCommand(
  line: string,
  variables: Variables,
  substitute: Substitute,
): Promise<ShellCommand> {
  const assignment = /^([A-Z_][A-Z0-9_]*)=\$\((.*)\)$/s.exec(line);
  const [, assigns, inner] = assignment ?? [];
  const source = new Reader(inner ?? line);
  const words: string[] = [];
  while (source.skipSpaces()) words.push(await readWord(source, variables, substitute));
  return { ...(assigns !== undefined && { assigns }), words };
}

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get next(): string {
    return this.#text.charAt(this.#at);
  }

  /** False at the end. */
  skipSpaces(): boolean {
    while (this.next === ' ') this.#at += 1;
    return this.next !== '';
  }

  take(): string {
    const taken = this.next;
    this.#at += 1;
    return taken;
  }

  /** What a pattern finds right here. */
  match(pattern: RegExp): RegExpExecArray | undefined {
    const found = new RegExp(pattern.source, 'sy');
    found.lastIndex = this.#at;
    const matched = found.exec(this.#text);
    if (matched) this.#at += matched[0].length;
    return matched ?? undefined;
  }

  until(end: string): string {
    const to = this.#text.indexOf(end, this.#at);
    if (to < 0) throw new Error(`No ${end} ends what begins in: ${this.#text}`);
    const taken = this.#text.slice(this.#at, to);
    this.#at = to + end.length;
    return taken;
  }
}

async function readWord(source: Reader, variables: Variables, substitute: Substitute): Promise<string> {
  let word = '';
  while (source.next !== '' && source.next !== ' ') {
    const next = source.next;
    if (next === "'") {
      source.take();
      word += source.until("'");
    } else if (next === '"') word += await readQuoted(source, variables, substitute);
    else if (next === '$') word += await readExpansion(source, variables, substitute);
    else if (next === '\\') {
      source.take();
      word += source.take();
    } else if (/[\w@%+=:,./{}[\]*#?-]/.test(next)) word += source.take();
    else throw new Error(`A shell would act on '${next}', which is not understood here.`);
  }
  return word;
}

async function readQuoted(source: Reader, variables: Variables, substitute: Substitute): Promise<string> {
  source.take();
  let text = '';
  while (source.next !== '"') {
    if (source.next === '') throw new Error('A double quote is not closed.');
    text += source.next === '$' ? await readExpansion(source, variables, substitute) : source.take();
  }
  source.take();
  return text;
}

async function readExpansion(source: Reader, variables: Variables, substitute: Substitute): Promise<string> {
  const command = source.match(/\$\(([^()]*)\)/);
  if (command) return substitute(command[1] ?? '');
  const cut = source.match(/\$\{([A-Z_][A-Z0-9_]*)##\*:\}/);
  if (cut) return variable(variables, cut[1] ?? '').replace(/^.*:/s, '');
  const plain = source.match(/\$([A-Z_][A-Z0-9_]*)/);
  if (plain) return variable(variables, plain[1] ?? '');
  throw new Error(`The expansion at '${source.next}' is not understood here.`);
}

function variable(variables: Variables, name: string): string {
  const value = variables[name];
  if (value === undefined) throw new Error(`The variable ${name} was never set.`);
  return value;
}
