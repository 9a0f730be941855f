import type { FormProblem } from '../yaml/form-problem.ts';
import { LOG_KINDS } from './log-kinds.ts';
import { secondsFor } from './people-time.ts';
import type { Runbook, RunbookStep } from './runbook.ts';
import { thresholdOf } from './threshold.ts';
import { type Tool, toolOf } from './tool.ts';
import { TOOLS } from './tools.ts';

/** What the installation around a runbook has. */
export interface LinkFacts {
  /** Operations that `call_operation` may call: those that a door shows. */
  readonly operations: readonly string[];
  /** What is wrong with a JSONata expression, in words; undefined when it can be read. */
  readonly expression: (text: string) => string | undefined;
}

const MOST_PATTERNS = 5;

/** Functions of JSONata that answer something else every time: a decision could not be replayed. */
const UNSTEADY = /\$(now|millis|random|uuid|states|eval)\b/;

/** Everything in a runbook of the right form that refers to nothing, or does not go together. */
export function brokenLinks(runbook: Runbook, facts: LinkFacts): FormProblem[] {
  return [
    ...runbook.steps.flatMap((step, index) =>
      wrongStep(runbook, step, index, facts).map((problem) => ({
        ...problem,
        path: ['steps', index, ...problem.path],
      })),
    ),
    ...wrongTimes(runbook),
    ...runbook.triggers.flatMap(({ threshold }, index) =>
      threshold === undefined || thresholdOf(threshold)
        ? []
        : [
            {
              path: ['triggers', index, 'threshold'],
              problem: `is '${threshold}'`,
              allowed: 'such as > 80 or <= 5',
            },
          ],
    ),
  ];
}

function wrongStep(runbook: Runbook, step: RunbookStep, index: number, facts: LinkFacts): FormProblem[] {
  const tool = toolOf(step);
  if (!tool)
    return [
      {
        path: ['tool'],
        problem: `is '${step.tool}', which is no tool`,
        allowed: TOOLS.map(({ name }) => name).join(', '),
      },
    ];
  const earlier = runbook.steps.slice(0, index).map(({ name }) => name);
  return [
    ...wrongOperation(step, facts),
    ...wrongScaling(step),
    ...wrongPatterns(step),
    ...wrongPrecondition(step, earlier, facts),
    ...(tool.changes ? wrongChange(step, tool) : wrongReading(step, tool)),
    ...wrongTimeout(step, tool),
  ];
}

function wrongOperation({ tool, action = '' }: RunbookStep, { operations }: LinkFacts): FormProblem[] {
  if (tool !== 'call_operation' || operations.includes(action)) return [];
  return [
    {
      path: ['action'],
      problem: `is '${action}', which is no operation`,
      allowed: 'an operation that callers can see',
    },
  ];
}

/** How many tasks is said in one way, and in the one that goes with the action. */
function wrongScaling({ tool, action, params }: RunbookStep): FormProblem[] {
  if (tool !== 'scale_service') return [];
  const allowed = action === 'set' ? ['to'] : ['by', 'percent'];
  const given = Object.keys(params);
  if (given.length === 1 && given.every((name) => allowed.includes(name))) return [];
  const problem = `has ${given.join(' and ') || 'nothing'}`;
  return [{ path: ['params'], problem, allowed: `${allowed.join(' or ')}, since the action is ${action}` }];
}

/** Patterns are few, since each is a search of its own, and have names that an expression can say. */
function wrongPatterns({ tool, params }: RunbookStep): FormProblem[] {
  if (tool !== 'query_logs') return [];
  const names = Object.keys((params['patterns'] as object | undefined) ?? {});
  const taken: readonly string[] = LOG_KINDS;
  const found = names
    .filter((name) => !/^[a-z][A-Za-z0-9]{0,39}$/.test(name) || taken.includes(name))
    .map((name) => ({
      path: ['params', 'patterns', name],
      problem: `has the name '${name}'`,
      allowed: `a name such as ownWords; ${taken.join(', ')} are taken`,
    }));
  if (names.length <= MOST_PATTERNS) return found;
  const problem = `are ${names.length}`;
  return [...found, { path: ['params', 'patterns'], problem, allowed: `at most ${MOST_PATTERNS}` }];
}

/** A changing step says when it may act, how its effect is seen, and how it is undone. */
function wrongChange(step: RunbookStep, tool: Tool): FormProblem[] {
  const missing = (['precondition', 'verify', 'inverse'] as const).filter(
    (field) => step[field] === undefined,
  );
  const found: FormProblem[] = missing.map((field) => ({
    path: [field],
    problem: 'is missing',
    allowed: `a value, since ${tool.name} changes something`,
  }));
  const { inverse, verify } = step;
  if (inverse?.kind === 'recorded' && !tool.undoable)
    found.push({
      path: ['inverse'],
      problem: `is 'recorded'`,
      allowed: `kind: none and why; ${tool.name} cannot restore this`,
    });
  if (verify && verify.everySeconds > verify.withinSeconds)
    found.push({
      path: ['verify', 'everySeconds'],
      problem: `is ${verify.everySeconds}`,
      allowed: 'at most withinSeconds',
    });
  return found;
}

function wrongReading(step: RunbookStep, tool: Tool): FormProblem[] {
  const idle = (['precondition', 'otherwise', 'because', 'verify', 'inverse'] as const).filter(
    (field) => step[field] !== undefined,
  );
  return idle.map((field) => ({
    path: [field],
    problem: 'says nothing here',
    allowed: `no such field, since ${tool.name} changes nothing`,
  }));
}

function wrongPrecondition(
  { precondition }: RunbookStep,
  earlier: readonly string[],
  { expression }: LinkFacts,
): FormProblem[] {
  if (precondition === undefined) return [];
  const path = ['precondition'];
  const unread = expression(precondition);
  if (unread !== undefined)
    return [{ path, problem: `cannot be read: ${unread}`, allowed: 'a JSONata expression' }];
  const unsteady = UNSTEADY.exec(precondition)?.[0];
  if (unsteady !== undefined)
    return [{ path, problem: `asks ${unsteady}`, allowed: 'what depends on $results and $target only' }];
  const named = [...precondition.matchAll(/\$results\.(?:`([^`]+)`|([A-Za-z0-9_]+))/g)].map(
    ([, quoted, bare]) => quoted ?? bare ?? '',
  );
  const unknown = named.find((name) => !earlier.includes(name));
  if (unknown === undefined) return [];
  return [
    {
      path,
      problem: `asks for the result of '${unknown}'`,
      allowed: `results of earlier steps: ${earlier.join(', ') || 'there are none'}`,
    },
  ];
}

/** A question has to leave time to be asked again; a call must not be given up while its function may run. */
function wrongTimeout(step: RunbookStep, tool: Tool): FormProblem[] {
  const { timeoutSeconds } = step;
  if (timeoutSeconds === undefined) return [];
  const [least, most] = tool.kind === 'question' ? [60, 86_400] : [tool.timeoutSeconds, 900];
  if (tool.kind !== 'wait' && timeoutSeconds >= least && timeoutSeconds <= most) return [];
  const allowed =
    tool.kind === 'wait' ? 'no such field; params.seconds says how long' : `from ${least} to ${most}`;
  return [{ path: ['timeoutSeconds'], problem: `is ${timeoutSeconds}`, allowed }];
}

/** A run whose steps may take longer than it may as a whole would be stopped in the middle. */
function wrongTimes({ steps, recovery, timeoutSeconds }: Runbook): FormProblem[] {
  const needed = steps.reduce(
    (sum, step) => sum + secondsOf(step),
    recovery.withinSeconds + recovery.forSeconds,
  );
  if (needed <= timeoutSeconds) return [];
  return [
    {
      path: ['timeoutSeconds'],
      problem: `is ${timeoutSeconds}`,
      allowed: `at least ${needed}, which steps and recovery may take`,
    },
  ];
}

function secondsOf(step: RunbookStep): number {
  const tool = toolOf(step);
  if (tool?.kind === 'wait') return Number(step.params['seconds']);
  // The time that people take comes on top; see `secondsForPeople`.
  if (!tool || tool.kind === 'question') return 0;
  return secondsFor(step) + (step.verify?.withinSeconds ?? 0);
}
