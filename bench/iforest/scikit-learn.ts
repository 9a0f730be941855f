import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { LabelledTable } from './tables.ts';

/** What scikit-learn's forest took and scored on one table. */
export interface Theirs {
  readonly auc: number;
  /** CPU seconds of fit and score, mean of the seeds. */
  readonly seconds: number;
}

const SCRIPT = fileURLToPath(new URL('scikit_learn.py', import.meta.url));

/**
 * Runs scikit-learn's IsolationForest with the same trees, sample and seeds, by the `python3` on the path (or the one
 * that `PYTHON` names). Undefined where it is not installed.
 */
export function scikitLearn(
  tables: readonly LabelledTable[],
  seeds: number,
): { readonly version: string; readonly tables: readonly Theirs[] } | undefined {
  const python = process.env.PYTHON ?? 'python3';
  const files = tables.map(({ file }) => file);
  const ran = spawnSync(python, [SCRIPT, String(seeds), ...files], { encoding: 'utf8' });
  if (ran.status !== 0) return undefined;
  return JSON.parse(ran.stdout) as { version: string; tables: Theirs[] };
}
