import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import jsonata from 'jsonata';
import { isProblems, parseRunbook } from '../../core/runbook/parse.ts';
import type { Runbook } from '../../core/runbook/runbook.ts';
import type { DocumentViolation } from '../../core/yaml/yaml-document.ts';
import type { Definition } from '../../functions/operation.ts';
import { form } from '../../functions/runbooks/form.ts';

const OWN = fileURLToPath(new URL('../../runbooks', import.meta.url));
const SUFFIX = /\.ya?ml$/;

/** Something wrong with the file of a runbook. */
export interface FileViolation extends DocumentViolation {
  readonly file: string;
}

/** What a folder of runbooks holds. */
export interface ReadRunbooks {
  readonly runbooks: readonly Runbook[];
  readonly violations: readonly FileViolation[];
}

/** `x.yaml` beside `x.yml`: a name is that of its file, and both would be the same machine. */
const SECOND: DocumentViolation = {
  field: 'name',
  problem: 'is that of another file too',
  allowed: 'one file a runbook',
  line: 1,
  column: 1,
};

/** A folder or a broken link with the name of a runbook, or a file that this user may not read. */
function unreadable(error: unknown): DocumentViolation {
  const { code = 'unknown' } = error as NodeJS.ErrnoException;
  return {
    field: 'document',
    problem: `cannot be read: ${code}`,
    allowed: 'a file with text',
    line: 1,
    column: 1,
  };
}

/** Runbooks that are not as they have to be; the message names file, line and column of everything that is wrong. */
export class UnsoundRunbooks extends Error {
  override readonly name = 'UnsoundRunbooks';

  constructor(violations: readonly FileViolation[]) {
    super(`These runbooks cannot be deployed:\n${violations.map(violationText).join('\n')}`);
  }
}

/** Reads every runbook of a folder, one a file, and everything that is wrong with them, file by file. */
export function readRunbooks(folder: string, catalog: readonly Definition[]): ReadRunbooks {
  const operations = catalog.filter(({ surfaces }) => surfaces.length > 0).map(({ name }) => name);
  const runbooks: Runbook[] = [];
  const violations: FileViolation[] = [];
  for (const name of readdirSync(folder).sort()) {
    if (!SUFFIX.test(name)) continue;
    const file = join(folder, name);
    const facts = { form, file, operations, expression: wrongIn };
    const read = readRunbook(file, (text) => parseRunbook(text, facts));
    if (isProblems(read)) violations.push(...read.map((violation) => ({ ...violation, file })));
    else if (runbooks.some((known) => known.name === read.name)) violations.push({ ...SECOND, file });
    else runbooks.push(read);
  }
  return { runbooks, violations };
}

function readRunbook(file: string, parse: (text: string) => ReturnType<typeof parseRunbook>) {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    return [unreadable(error)];
  }
  return parse(text);
}

/**
 * The runbooks of an installation: the project's own and those of a folder of the user's, where one of the same name
 * takes the place of ours.
 * @throws UnsoundRunbooks
 */
export function runbooksOf(catalog: readonly Definition[], folder?: string): Runbook[] {
  const own = ownRunbooks(catalog);
  const users = folder === undefined ? [] : soundRunbooks(folder, catalog);
  const replaced = new Set(users.map(({ name }) => name));
  return [...own.filter(({ name }) => !replaced.has(name)), ...users];
}

/** The project's own runbooks. */
export function ownRunbooks(catalog: readonly Definition[]): readonly Runbook[] {
  return soundRunbooks(OWN, catalog);
}

function soundRunbooks(folder: string, catalog: readonly Definition[]): readonly Runbook[] {
  const { runbooks, violations } = readRunbooks(folder, catalog);
  if (violations.length === 0) return runbooks;
  throw new UnsoundRunbooks(violations);
}

/** One violation as compilers write it, so that editors find the place. */
export function violationText({ file, line, column, field, problem, allowed }: FileViolation): string {
  return `${file}:${line}:${column}: ${field} ${problem}; allowed: ${allowed}`;
}

/** What is wrong with a JSONata expression; undefined when it can be read. */
function wrongIn(text: string): string | undefined {
  try {
    jsonata(text);
    return undefined;
  } catch (error) {
    return String((error as { readonly message?: unknown }).message);
  }
}
