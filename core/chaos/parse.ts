import type { FormProblem } from '../yaml/form-problem.ts';
import { type DocumentViolation, type Path, readYaml } from '../yaml/yaml-document.ts';
import type { Experiment } from './experiment.ts';
import { FAULTS } from './fault.ts';
import { parseTolerance } from './tolerance.ts';

/** What the form of an experiment says of a value; written once, in `functions/chaos/form.ts`. */
export type ExperimentForm = (
  value: unknown,
) => { readonly experiment: Experiment } | { readonly problems: readonly FormProblem[] };

export type ParsedExperiment =
  | { readonly experiment: Experiment }
  | { readonly violations: readonly DocumentViolation[] };

/**
 * An experiment from the text of its file, or everything that is wrong with it.
 * @param file its name, with its folder if there is one
 */
export function parseExperiment(text: string, file: string, form: ExperimentForm): ParsedExperiment {
  const document = readYaml(text);
  if (!('value' in document)) return { violations: document };
  const read = form(document.value);
  const problems = 'problems' in read ? read.problems : problemsOf(read.experiment, file);
  if (problems.length === 0 && 'experiment' in read) return { experiment: read.experiment };
  const violations = problems.map(({ path, problem, allowed }) => document.at(path, problem, allowed));
  return { violations: violations.sort((one, other) => one.line - other.line || one.column - other.column) };
}

/** What the form cannot say: names, tolerances, and faults that need more than others. */
function problemsOf(experiment: Experiment, file: string): readonly FormProblem[] {
  const wanted = file.replace(/^.*\//, '').replace(/\.ya?ml$/, '');
  const { name, hypothesis, stop } = experiment;
  const names = hypothesis.map((probe) => probe.name);
  return [
    ...(name === wanted
      ? []
      : [{ path: ['name'], problem: `is '${name}' in the file ${file}`, allowed: `'${wanted}'` }]),
    ...names.flatMap((probe, index) =>
      names.indexOf(probe) < index
        ? [
            {
              path: ['hypothesis', index, 'name'],
              problem: `is '${probe}' like an earlier probe's`,
              allowed: 'a name of its own',
            },
          ]
        : [],
    ),
    ...hypothesis.flatMap(({ tolerance }, index) => wrongTolerance(tolerance, ['hypothesis', index])),
    ...Object.entries(stop).flatMap(([measure, cap]) => wrongTolerance(cap, ['stop', measure])),
    ...methodProblems(experiment),
  ];
}

function wrongTolerance(text: string, path: Path): FormProblem[] {
  try {
    parseTolerance(text);
    return [];
  } catch (error) {
    return [{ path, problem: String((error as Error).message), allowed: "such as '< 1%'" }];
  }
}

function methodProblems({ method: [method], stop, minRequests }: Experiment): FormProblem[] {
  const { fault, scope, port } = method;
  const { target } = FAULTS[fault];
  const path: Path = ['method', 0];
  const found: FormProblem[] = [];
  if (fault === 'dependency-cut' && port === undefined)
    found.push({ path: [...path, 'port'], problem: 'is missing', allowed: 'the port of the dependency' });
  if (target === 'lambda-alias' && 'count' in scope)
    found.push({
      path: [...path, 'scope'],
      problem: 'counts tasks, and a function has none',
      allowed: 'percent',
    });
  if (fault === 'error-injection' && 'count' in scope)
    found.push({
      path: [...path, 'scope'],
      problem: 'counts tasks; errors go by requests',
      allowed: 'percent',
    });
  if (fault === 'lambda-throttle' && 'percent' in scope && scope.percent !== 100)
    found.push({ path: [...path, 'scope'], problem: 'is a part of a function', allowed: 'percent: 100' });
  if (Object.keys(stop).length === 0)
    found.push({ path: ['stop'], problem: 'has no cap', allowed: 'a cap on errorRate or a latency' });
  if (minRequests === 0)
    found.push({ path: ['minRequests'], problem: 'is 0: no traffic shows nothing', allowed: 'at least 1' });
  return found;
}
