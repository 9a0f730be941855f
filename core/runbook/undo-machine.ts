import { call, PATIENT, REPEATABLE, type State, type StateMachine } from './call-state.ts';
import type { Tool } from './tool.ts';
import { TOOLS } from './tools.ts';

const RUN = '{% $states.context.Execution.Input.runId %}';
const STEP_SECONDS = 90;
/** Seconds after which an undo that has not ended is taken for dead, and another one is begun. */
const UNDO_SECONDS = 3600;

/**
 * The one way back for the runs of all runbooks, those that are no longer deployed included: undoes the steps of a
 * run, the last one first, until none is left. A failed run, a stop, an execution that died and a deadline that
 * passed all lead here. The record of the run says what is left, so it may be started at any time and again.
 */
export function undoMachine(tools: readonly Tool[] = TOOLS): StateMachine {
  return {
    Comment: 'Undoes what a run of a runbook did, the last step first, and records how the run ended.',
    QueryLanguage: 'JSONata',
    TimeoutSeconds: UNDO_SECONDS,
    StartAt: 'FindNext',
    States: {
      FindNext: call({
        operation: 'undo_run',
        payload: {
          runId: RUN,
          since: '{% $states.context.Execution.StartTime %}',
          last: '{% $states.input %}',
        },
        timeoutSeconds: STEP_SECONDS,
        retry: PATIENT,
        next: 'WhatIsLeft',
      }),
      WhatIsLeft: {
        Type: 'Choice',
        Choices: [
          { Condition: "{% $states.input.next = 'undo' %}", Next: 'UndoStep' },
          { Condition: "{% $states.input.next = 'again' %}", Next: 'Settle' },
          { Condition: "{% $states.input.next = 'done' %}", Next: 'Done' },
        ],
        Default: 'NotUndone',
      },
      UndoStep: undoStep(tools),
      Settle: { Type: 'Wait', Seconds: '{% $states.input.seconds %}', Next: 'FindNext' },
      Done: { Type: 'Succeed' },
      NotUndone: { Type: 'Fail', Error: 'NOT_UNDONE', Cause: '{% $states.input.reason.words %}' },
    },
  };
}

/** Restoring what was recorded may be repeated: it ends in the same place. */
function undoStep(tools: readonly Tool[]): State {
  const names = tools.filter(({ undoable }) => undoable).map(({ name }) => name);
  const functions = names.map((name) => `'${name}': '\${function:${name}}'`).join(', ');
  return call({
    operation: `{% $lookup({${functions}}, $states.input.tool) %}`,
    payload: { phase: 'undo', runId: RUN, step: '{% $states.input.step %}' },
    timeoutSeconds: STEP_SECONDS,
    retry: REPEATABLE,
    caught: { next: 'FindNext', output: { step: '{% $states.input.step %}' } },
    next: 'Settle',
  });
}
