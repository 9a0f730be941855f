import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Experiment } from '../../core/chaos/experiment.ts';
import { parseExperiment } from '../../core/chaos/parse.ts';
import { form } from '../../functions/chaos/form.ts';
import { type FileViolation, violationText } from './runbooks.ts';

const OWN = fileURLToPath(new URL('../../experiments', import.meta.url));
const SUFFIX = /\.ya?ml$/;

/** Experiments that are not as they have to be; the message names file, line and column of everything wrong. */
export class UnsoundExperiments extends Error {
  override readonly name = 'UnsoundExperiments';

  constructor(violations: readonly FileViolation[]) {
    super(`These experiments cannot be deployed:\n${violations.map(violationText).join('\n')}`);
  }
}

/** Reads every experiment of a folder, one a file, and everything that is wrong with them. */
export function readExperiments(folder: string): {
  readonly experiments: readonly Experiment[];
  readonly violations: readonly FileViolation[];
} {
  const experiments: Experiment[] = [];
  const violations: FileViolation[] = [];
  for (const name of readdirSync(folder).sort()) {
    if (!SUFFIX.test(name)) continue;
    const file = join(folder, name);
    const read = parseExperiment(readFileSync(file, 'utf8'), file, form);
    if ('experiment' in read) experiments.push(read.experiment);
    else violations.push(...read.violations.map((violation) => ({ ...violation, file })));
  }
  return { experiments, violations };
}

/**
 * The experiments of an installation: the project's own and those of a folder of the user's, where one of the same name
 * takes the place of ours.
 * @throws UnsoundExperiments
 */
export function experimentsOf(folder?: string): readonly Experiment[] {
  const users = folder === undefined ? [] : sound(folder);
  const replaced = new Set(users.map(({ name }) => name));
  return [...sound(OWN).filter(({ name }) => !replaced.has(name)), ...users];
}

function sound(folder: string): readonly Experiment[] {
  const { experiments, violations } = readExperiments(folder);
  if (violations.length === 0) return experiments;
  throw new UnsoundExperiments(violations);
}
