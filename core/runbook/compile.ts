import {
  type Call,
  call,
  PATIENT,
  question,
  REPEATABLE,
  type State,
  type StateMachine,
} from './call-state.ts';
import { secondsFor, secondsForPeople } from './people-time.ts';
import type { Runbook, RunbookStep } from './runbook.ts';
import { knownTool } from './tool.ts';

/** States that a machine may have: more cannot be read. */
export const MOST_STATES = 25;

/** Seconds that a machine waits for one call of a function that decides. */
const STEP_SECONDS = 90;
const RUN = '{% $run %}';
/** Begin may fail before there are variables. */
const GIVEN_RUN = '{% $states.context.Execution.Input.runId %}';
const FAILED: NonNullable<Call['caught']> = { next: 'FailRun' };

type NamedState = readonly [name: string, state: State];

/**
 * The state machine of a runbook. Its steps come one after the other; a changing one acts, settles and is verified.
 * Then the recovery of the incident is proved. Whatever fails goes through FailRun, which has the run undone by the
 * `undo` machine, or holds it, and ends in Fail. The record of the run says at Begin where it starts.
 */
export function compile(runbook: Runbook): StateMachine {
  return {
    Comment: runbook.summary,
    QueryLanguage: 'JSONata',
    TimeoutSeconds: runbook.timeoutSeconds + secondsForPeople(runbook),
    StartAt: 'Begin',
    States: Object.fromEntries(statesOf(runbook)),
  };
}

/** Names of the states that a runbook needs, as often as it needs them: a name that comes twice is a clash. */
export function stateNames(runbook: Runbook): string[] {
  return statesOf(runbook).map(([name]) => name);
}

function statesOf(runbook: Runbook): NamedState[] {
  const { steps } = runbook;
  const names = steps.map(stateName);
  const after = (index: number) => names[index + 1] ?? 'ProveRecovery';
  return [
    ...beginning(runbook),
    ...steps.flatMap((step, index) => statesOfStep(step, after(index))),
    ...proof(runbook),
    ...ending(),
  ];
}

/** Gates, brake, limits, autonomy and the plan are looked at again once the run is approved: it may be hours later. */
function beginning({ steps, approvalSeconds }: Runbook): NamedState[] {
  const begin = call({
    operation: 'begin_run',
    payload: { runId: GIVEN_RUN },
    timeoutSeconds: STEP_SECONDS,
    retry: REPEATABLE,
    caught: FAILED,
    assign: {
      run: GIVEN_RUN,
      results: '{% $states.result.Payload.results %}',
      target: '{% $states.result.Payload.target %}',
    },
    next: 'WhereToBegin',
  });
  const ask = question({
    operation: 'ask_approval',
    payload: { runId: RUN },
    withinSeconds: approvalSeconds,
    caught: FAILED,
    next: 'Begin',
  });
  const starts = steps.map((step) => ({
    Condition: `{% $states.input.next = 'run' and $states.input.step = '${step.name}' %}`,
    Next: stateName(step),
  }));
  const choices = [
    ...starts,
    { Condition: "{% $states.input.next = 'prove' %}", Next: 'ProveRecovery' },
    { Condition: "{% $states.input.next = 'approve' %}", Next: 'AwaitApproval' },
  ];
  return [
    ['Begin', begin],
    ['WhereToBegin', { Type: 'Choice', Choices: choices, Default: 'Refused' }],
    ['AwaitApproval', ask],
  ];
}

function statesOfStep(step: RunbookStep, next: string): NamedState[] {
  const { kind, changes } = knownTool(step);
  if (kind === 'wait')
    return [[stateName(step), { Type: 'Wait', Seconds: step.params['seconds'], Next: next }]];
  if (kind === 'question') return [[stateName(step), questionOf(step, next)]];
  return changes ? changing(step, next) : [[stateName(step), act(step, next)]];
}

function questionOf(step: RunbookStep, next: string): State {
  const { name, tool, action } = step;
  return question({
    operation: tool,
    payload: { runId: RUN, step: name, action },
    withinSeconds: secondsFor(step),
    caught: { ...FAILED, output: { step: name } },
    next,
  });
}

/** A step that changes something: it acts, waits a while, and looks until the effect is there. */
function changing(step: RunbookStep, next: string): NamedState[] {
  const state = stateName(step);
  const verify = call({
    operation: step.tool,
    payload: { phase: 'verify', runId: RUN, step: step.name, verify: step.verify },
    timeoutSeconds: knownTool(step).timeoutSeconds,
    retry: REPEATABLE,
    caught: { ...FAILED, output: { step: step.name } },
    next: `${state}Verified`,
  });
  const choices = [
    { Condition: "{% $states.input.next = 'again' %}", Next: `Settle${state}` },
    { Condition: "{% $states.input.next = 'next' %}", Next: next },
  ];
  return [
    [state, act(step, `Settle${state}`)],
    [`Settle${state}`, { Type: 'Wait', Seconds: '{% $states.input.seconds %}', Next: `Verify${state}` }],
    [`Verify${state}`, verify],
    [`${state}Verified`, { Type: 'Choice', Choices: choices, Default: 'FailRun' }],
  ];
}

/** The tool does what the step says. The call is repeated: the run's record says what may be done again. */
function act(step: RunbookStep, next: string): State {
  const { name, tool, command, query, action, params } = step;
  return call({
    operation: tool,
    payload: { phase: 'do', runId: RUN, step: name, command, query, action, params, ...guard(step) },
    timeoutSeconds: step.timeoutSeconds ?? knownTool(step).timeoutSeconds,
    retry: REPEATABLE,
    caught: { ...FAILED, output: { step: name } },
    assign: { results: `{% $merge([$results, {'${name}': $states.result.Payload.result}]) %}` },
    next,
  });
}

/** Its precondition is worked out by the machine, where the results of the steps before are. */
function guard({ precondition, otherwise = 'fail', because }: RunbookStep) {
  if (precondition === undefined) return {};
  const expression = precondition.trim().replaceAll(/\s*\n\s*/g, ' ');
  return { holds: `{% (${expression}) = true %}`, otherwise, because };
}

function proof({ recovery }: Runbook): NamedState[] {
  const prove = call({
    operation: 'prove_recovery',
    payload: { runId: RUN, recovery },
    timeoutSeconds: STEP_SECONDS,
    retry: REPEATABLE,
    caught: FAILED,
    next: 'Recovered',
  });
  const choices = [
    { Condition: "{% $states.input.next = 'again' %}", Next: 'WaitForRecovery' },
    { Condition: "{% $states.input.next = 'done' %}", Next: 'Done' },
  ];
  return [
    ['ProveRecovery', prove],
    ['Recovered', { Type: 'Choice', Choices: choices, Default: 'FailRun' }],
    ['WaitForRecovery', { Type: 'Wait', Seconds: '{% $states.input.seconds %}', Next: 'ProveRecovery' }],
    ['Done', { Type: 'Succeed' }],
  ];
}

function ending(): NamedState[] {
  const fail = call({
    operation: 'fail_run',
    payload: { runId: GIVEN_RUN, failure: '{% $states.input %}' },
    timeoutSeconds: STEP_SECONDS,
    retry: PATIENT,
    next: 'Failed',
  });
  const cause = '{% $states.input.reason.words %}';
  return [
    ['FailRun', fail],
    ['Failed', { Type: 'Fail', Error: '{% $states.input.reason.code %}', Cause: cause }],
    ['Refused', { Type: 'Fail', Error: 'REFUSED', Cause: cause }],
  ];
}

/** `scale-out` is `ScaleOut`. */
function stateName({ name }: RunbookStep): string {
  return name.replace(/(?:^|-)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
