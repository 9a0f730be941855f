import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { readRunbooks, violationText } from '../../lib/manifest/runbooks.ts';
import type { LocalSurroundings } from './local-commands.ts';
import { UsageError } from './usage-error.ts';

/**
 * Checks every runbook in a folder as a deployment does, without an account.
 * @returns the exit code: 0 when all of them could be deployed
 * @throws UsageError when there is no such folder
 */
export async function validateRunbooks(
  words: readonly string[],
  { catalog, terminal }: LocalSurroundings,
): Promise<number> {
  const [folder, ...others] = words.filter((word) => word !== '--json');
  if (folder === undefined || others.length > 0)
    throw new UsageError('Usage: operate validate-runbooks FOLDER [--json]');
  const path = resolve(terminal.directory, folder);
  if (!existsSync(path) || !statSync(path).isDirectory()) throw new UsageError(`${folder} is no folder.`);
  const { runbooks, violations } = readRunbooks(path, catalog);
  if (runbooks.length + violations.length === 0)
    throw new UsageError(`${folder} holds no runbook: files end in .yaml or .yml.`);
  const names = runbooks.map(({ name }) => name);
  const told = words.includes('--json')
    ? JSON.stringify({ runbooks: names, violations }, null, 2)
    : [...violations.map(violationText), `${names.length} sound: ${names.join(', ') || 'none'}`].join('\n');
  terminal.write(`${told}\n`);
  return violations.length === 0 ? 0 : 1;
}
