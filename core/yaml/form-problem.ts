import type { Path } from './yaml-document.ts';

/** One thing in which a value does not have the form. */
export interface FormProblem {
  readonly path: Path;
  readonly problem: string;
  readonly allowed: string;
}
