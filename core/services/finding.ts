/** One thing that a service needs, and whether it is there. */
export interface Finding {
  readonly check: string;
  readonly ok: boolean;
  readonly words: string;
  /** What to do about it; beside a finding that is ok it is advice. */
  readonly fix?: string;
  /** AWS CLI commands that do it. */
  readonly cli?: readonly string[];
}

export function ok(check: string, words: string): Finding {
  return { check, ok: true, words };
}

/** Not in the way of deployments, but worth knowing. */
export function advice(check: string, words: string, fix: string): Finding {
  return { check, ok: true, words, fix };
}

export function missing(check: string, words: string, fix: string, cli: readonly string[] = []): Finding {
  return { check, ok: false, words, fix, ...(cli.length > 0 && { cli }) };
}

/** Text as one argument of a POSIX shell. */
export function quoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
