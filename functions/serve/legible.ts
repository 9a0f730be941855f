import type { Violation } from '../../core/errors.ts';

/** Nothing that an operation takes is nested deeper; walks of an input may recurse this far. */
const DEPTH_LIMIT = 32;

/** Text keeps its tabs and line feeds; a name has neither. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point
const CONTROLS_IN_TEXT = /[\u0000-\u0008\u000b-\u001f\u007f]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point
const CONTROLS_IN_NAME = /[\u0000-\u001f\u007f]/;

/**
 * What in a caller's value could be neither shown nor stored as it is: control characters, halves of surrogate
 * pairs (which UTF-8 cannot carry, so that a record would not have the hash it was chained with), endless nesting.
 */
export function illegible(value: unknown): Violation[] {
  return [...problemsIn(value, '', 0)];
}

function* problemsIn(value: unknown, path: string, depth: number): Generator<Violation> {
  if (typeof value === 'string') yield* textProblems(value, path || 'input', CONTROLS_IN_TEXT);
  if (typeof value !== 'object' || value === null) return;
  if (depth === DEPTH_LIMIT) {
    yield { field: path, problem: 'is nested too deeply', allowed: `at most ${DEPTH_LIMIT} levels` };
    return;
  }
  for (const [name, item] of Object.entries(value)) {
    const wrong = [...textProblems(name, path || 'input', CONTROLS_IN_NAME)];
    if (wrong.length > 0) yield* wrong;
    else yield* problemsIn(item, path ? `${path}.${name}` : name, depth + 1);
  }
}

function* textProblems(text: string, field: string, controls: RegExp): Generator<Violation> {
  if (controls.test(text)) yield { field, problem: 'contains control characters', allowed: 'printable text' };
  else if (!text.isWellFormed())
    yield { field, problem: 'contains half of a surrogate pair', allowed: 'well-formed Unicode' };
}
