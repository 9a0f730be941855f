import { globSync } from 'node:fs';
import { matchesGlob } from 'node:path';

/** All of core/ decides, so that a new folder is measured from its first day, but for these. */
const DECIDES_NOTHING = [
  '**/*.test.ts',
  '**/*.fixture.ts',
  '**/example-*.ts',
  // CDK code and CLI commands that are printed for people to read and run.
  'core/services/*cdk*.ts',
  'core/services/*-commands.ts',
  'core/services/onboarding.ts',
];

/** The part of core/ that a file's decisions count for: its folder; undefined when it decides nothing. */
export function partOf(path: string): string | undefined {
  if (!matchesGlob(path, 'core/**/*.ts')) return undefined;
  if (DECIDES_NOTHING.some((pattern) => matchesGlob(path, pattern))) return undefined;
  const [core = '', folder, ...rest] = path.split('/');
  return rest.length > 0 ? folder : core;
}

/** Paths of the deciding files, relative to the project; with globs, those that match one of them. */
export function decidingFiles(root: string, globs: readonly string[] = ['**']): string[] {
  return globSync('core/**/*.ts', { cwd: root })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => partOf(path) !== undefined && globs.some((glob) => matchesGlob(path, glob)))
    .sort();
}
