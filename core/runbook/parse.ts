import type { FormProblem } from '../yaml/form-problem.ts';
import { type DocumentViolation, type Path, type ReadDocument, readYaml } from '../yaml/yaml-document.ts';
import { MOST_STATES, stateNames } from './compile.ts';
import { brokenLinks, type LinkFacts } from './links.ts';
import type { Runbook } from './runbook.ts';

/** What the form of a runbook says of a value; written once, in `functions/runbooks/form.ts`. */
export type RunbookForm = (value: unknown) => readonly FormProblem[] | Runbook;

export interface ParseFacts extends LinkFacts {
  readonly form: RunbookForm;
  /** Name of the file, with its folder if there is one. */
  readonly file: string;
}

/**
 * A runbook from the text of its file, or everything that is wrong with it, in the order of the file. What is found
 * depends on how far one gets: a text that is no YAML has no form, and a value without the form has no links.
 */
export function parseRunbook(text: string, facts: ParseFacts): Runbook | readonly DocumentViolation[] {
  const document = readYaml(text);
  if (!('value' in document)) return document;
  const runbook = facts.form(document.value);
  if (isProblems(runbook)) return placed(document, runbook);
  const problems = [
    ...wrongTexts(runbook),
    ...wrongNames(runbook, facts.file),
    ...brokenLinks(runbook, facts),
  ];
  // A machine is only worth counting when all of its steps are known.
  const all = problems.length > 0 ? problems : wrongMachine(runbook);
  return all.length > 0 ? placed(document, all) : runbook;
}

/** Whether `parseRunbook` or a form found something wrong. */
export function isProblems<T>(answer: Runbook | readonly T[]): answer is readonly T[] {
  return Array.isArray(answer);
}

function placed({ at }: ReadDocument, problems: readonly FormProblem[]): DocumentViolation[] {
  const found = problems.map(({ path, problem, allowed }) => at(path, problem, allowed));
  return found.sort((a, b) => a.line - b.line || a.column - b.column);
}

/**
 * Texts that a state machine would not take as text: Step Functions works out what is between `{%` and `%}`, and the
 * deployment fills in what is between `${` and `}`.
 */
function wrongTexts(value: unknown, path: Path = []): FormProblem[] {
  if (typeof value === 'string') {
    const mark = ['{%', '%}', '${'].find((text) => value.includes(text));
    return mark === undefined
      ? []
      : [
          {
            path,
            problem: `contains '${mark}'`,
            allowed: 'text; expressions only as precondition, without marks',
          },
        ];
  }
  if (typeof value !== 'object' || value === null) return [];
  const inner = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return inner.flatMap(([key, item]) => wrongTexts(item, [...path, key]));
}

function wrongNames({ name, steps }: Runbook, file: string): FormProblem[] {
  const found: FormProblem[] = [];
  const wanted = file.replace(/^.*\//, '').replace(/\.ya?ml$/, '');
  if (name !== wanted)
    found.push({
      path: ['name'],
      problem: `is '${name}' in the file ${file}`,
      allowed: `'${wanted}', as the file`,
    });
  const names = steps.map((step) => step.name);
  names.forEach((step, index) => {
    if (names.indexOf(step) < index)
      found.push({
        path: ['steps', index, 'name'],
        problem: `is '${step}' like an earlier step's`,
        allowed: 'a name of its own',
      });
  });
  return found;
}

function wrongMachine(runbook: Runbook): FormProblem[] {
  const names = stateNames(runbook);
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice !== undefined)
    return [
      {
        path: ['steps'],
        problem: `need two states of the name '${twice}'`,
        allowed: 'names of steps that keep their states apart',
      },
    ];
  if (names.length <= MOST_STATES) return [];
  return [
    {
      path: ['steps'],
      problem: `need a machine of ${names.length} states`,
      allowed: `at most ${MOST_STATES} states; a changing step takes four, any other one`,
    },
  ];
}
