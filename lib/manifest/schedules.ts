import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { parseExpression } from '../../core/schedule/schedule-expression.ts';
import type { FormProblem } from '../../core/yaml/form-problem.ts';
import { type DocumentViolation, readYaml } from '../../core/yaml/yaml-document.ts';
import { isTimeZone } from '../../core/zoned-time.ts';
import { formProblems } from '../../functions/form-problems.ts';
import type { Definition } from '../../functions/operation.ts';
import { SCHEDULABLE } from '../../functions/schedules/run-scheduled/schedulable.ts';
import { violationText } from './runbooks.ts';
import { type Schedule, schedulesOf } from './triggers.ts';

/** Replaced by EventBridge Scheduler with the time at which the call was due. */
const DUE = '<aws.scheduler.scheduled-time>';
const CALLER = 'run_scheduled';
/** The environment of every function names the schedules, and is 4 KB at most. */
const MOST = 20;

const entry = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    .max(40)
    .describe('Name of the schedule; unique.'),
  operation: z.string().describe('Operation that is called.'),
  expression: z
    .string()
    .describe('When: rate(6 hours), or cron(0 3 ? * MON-FRI *) with the six fields of EventBridge.'),
  timezone: z.string().default('UTC').describe('IANA time zone that a cron expression is meant in.'),
  input: z.record(z.string(), z.unknown()).default({}).describe("The operation's input."),
});
const manifest = z.strictObject({
  schedules: z.array(entry).max(MOST).describe('What is called by itself, and when.'),
});
type Entry = z.output<typeof entry>;

/** A manifest of schedules that cannot be deployed; the message names line and column of everything that is wrong. */
export class UnsoundSchedules extends Error {
  override readonly name = 'UnsoundSchedules';

  constructor(file: string, violations: readonly DocumentViolation[]) {
    const texts = violations.map((violation) => violationText({ ...violation, file }));
    super(`These schedules cannot be deployed:\n${texts.join('\n')}`);
  }
}

/**
 * The schedules that an installation asks for, from one YAML file. Each calls `run_scheduled`, which calls the
 * operation by the door that everybody uses, or a step that has no door and says that it may be called so; the input is
 * checked here, against the operation's own contract.
 * @param file none when missing
 * @throws UnsoundSchedules
 */
export function installationSchedules(catalog: readonly Definition[], file?: string): Schedule[] {
  if (file === undefined) return [];
  const document = readYaml(textOf(file));
  if (!('value' in document)) throw new UnsoundSchedules(file, document);
  const refuse = (problems: readonly FormProblem[]) =>
    new UnsoundSchedules(
      file,
      problems.map(({ path, problem, allowed }) => document.at(path, problem, allowed)),
    );
  const read = manifest.safeParse(document.value, { reportInput: true });
  if (!read.success) throw refuse(formProblems(read.error));
  const { schedules } = read.data;
  const taken = schedulesOf(catalog).map(({ name }) => name);
  const problems = schedules.flatMap((one, index) =>
    problemsOf(one, { catalog, taken: [...taken, ...schedules.slice(0, index).map(({ name }) => name)] }).map(
      ({ path, ...problem }) => ({ ...problem, path: ['schedules', index, ...path] }),
    ),
  );
  if (problems.length > 0) throw refuse(problems);
  return schedules.map((one) => scheduleOf(one, stepsIn(catalog)));
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    const problem = `cannot be read: ${code}`;
    throw new UnsoundSchedules(file, [
      { field: 'document', problem, allowed: 'a file with text', line: 1, column: 1 },
    ]);
  }
}

/** Steps without a door that an installation may have called by schedule. */
function stepsIn(catalog: readonly Definition[]): string[] {
  return catalog
    .filter(({ name, surfaces, triggers = [] }) => {
      const scheduled = triggers.some(({ type }) => type === 'installation-schedule');
      return scheduled && surfaces.length === 0 && name !== CALLER;
    })
    .map(({ name }) => name);
}

interface Facts {
  readonly catalog: readonly Definition[];
  readonly taken: readonly string[];
}

function problemsOf(
  { name, operation, expression, timezone, input }: Entry,
  { catalog, taken }: Facts,
): FormProblem[] {
  const callable: readonly string[] = [...SCHEDULABLE, ...stepsIn(catalog)].sort();
  const definition = catalog.find(({ name: known }) => known === operation && callable.includes(known));
  const parsed = definition?.input.safeParse(input, { reportInput: true });
  return [
    ...(taken.includes(name)
      ? [{ path: ['name'], problem: `is '${name}', as another's`, allowed: 'a name of its own' }]
      : []),
    ...expressionProblems(expression),
    ...(isTimeZone(timezone)
      ? []
      : [
          {
            path: ['timezone'],
            problem: `is '${timezone}', which no zone is called`,
            allowed: 'Europe/Vienna, UTC ...',
          },
        ]),
    ...(parsed === undefined
      ? [
          {
            path: ['operation'],
            problem: `is '${operation}', which is not called by schedule`,
            allowed: callable.join(', '),
          },
        ]
      : parsed.success
        ? []
        : formProblems(parsed.error).map((problem) => ({ ...problem, path: ['input', ...problem.path] }))),
  ];
}

function expressionProblems(expression: string): FormProblem[] {
  const allowed = 'rate(value minutes|hours|days), or cron(...) with six fields';
  try {
    if (parseExpression(expression).kind !== 'at') return [];
    return [{ path: ['expression'], problem: 'is for one time only', allowed }];
  } catch (error) {
    return [{ path: ['expression'], problem: `is not read: ${(error as Error).message}`, allowed }];
  }
}

function scheduleOf(
  { name, operation, expression, timezone, input }: Entry,
  steps: readonly string[],
): Schedule {
  const when = { name, expression, timezone };
  if (steps.includes(operation)) return { ...when, operation, input: JSON.stringify(input) };
  const call = { schedule: name, operation, with: input, dueAt: DUE };
  return { ...when, operation: CALLER, input: JSON.stringify(call) };
}
