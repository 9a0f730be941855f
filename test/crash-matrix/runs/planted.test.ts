import { afterEach, describe, expect, it } from 'vitest';
import { transition } from '../../../core/runbook/run-state.ts';
import { undoOrder } from '../../../core/runbook/undo.ts';
import type { Handler } from '../../../functions/operation.ts';
import { carryOutEnd } from '../../../functions/runbooks/ended.ts';
import type { definition as runCommand } from '../../../functions/runbooks/run-command/definition.ts';
import { runDocument } from '../../../functions/runbooks/run-command/run-document.ts';
import type { definition as scaleService } from '../../../functions/runbooks/scale-service/definition.ts';
import { scale } from '../../../functions/runbooks/scale-service/scale.ts';
import { changingStep } from '../../../functions/runbooks/step/run-step.ts';
import { readRun, saveRun } from '../../../functions/runbooks/store.ts';
import type { definition as undoRun } from '../../../functions/runbooks/undo-run/definition.ts';
import { handler as undo } from '../../../functions/runbooks/undo-run/handler.ts';
import type { Release } from '../../../sandbox/account/product.ts';
import { RunMatrix } from './matrix.ts';

const TIMEOUT_MS = 300_000;

let matrix: RunMatrix | undefined;
afterEach(() => matrix?.close());

function withDefect(handlers: NonNullable<Release['handlers']>): RunMatrix {
  matrix = new RunMatrix(handlers);
  return matrix;
}

/** Takes a call without an answer for one that was not made. */
const sendsAgain: Handler<typeof runCommand> = (input, context) =>
  changingStep(
    {
      ...runDocument,
      act: (...job) => runDocument.act(...job).catch(() => runDocument.act(...job)),
    },
    input,
    context,
  );

/** Says that a count was set back without doing it. */
const claims: Handler<typeof scaleService> = (input, context) =>
  changingStep(
    { ...scale, restore: async () => ({ state: 'restored', words: 'Set back.' }) },
    input,
    context,
  );

/** Ends a run and forgets that others wait for its place. */
const keepsItsPlace: Handler<typeof undoRun> = async (input, context) => {
  const run = await readRun(context, input.runId);
  if (run.state.name !== 'UNDOING' || undoOrder(run).length > 0) return undo(input, context);
  const state = transition(run.state, { type: 'undone', at: new Date(context.clock.now()).toISOString() });
  await carryOutEnd(context, await saveRun(context, run, { ...run, state }, { words: 'All is undone.' }));
  return { next: 'done' };
};

describe('a defect that is planted', () => {
  it(
    'is found where an effect is repeated',
    async () => {
      const { violations } = await withDefect({ run_command: sendsAgain }).run(
        'runs/commanded/run-command.SSM.SendCommand.1/error-after',
      );
      expect(violations).toEqual(['SendCommand had its effect 2 times']);
    },
    TIMEOUT_MS,
  );

  it(
    'is found where nothing is restored',
    async () => {
      const { broken } = await withDefect({ scale_service: claims }).casesOf('runs/ineffective');
      expect(broken[0]?.violations).toEqual([expect.stringMatching(/^the layout is {"desired":3/)]);
    },
    TIMEOUT_MS,
  );

  it(
    'is found where a place is not given up',
    async () => {
      const { broken } = await withDefect({ undo_run: keepsItsPlace }).casesOf(
        'runs/ineffective-on-a-function',
      );
      expect(broken[0]?.violations).toEqual([
        expect.stringMatching(/ is under way for ever$/),
        'the brake counts 0 runs that did not help, not 1',
      ]);
    },
    TIMEOUT_MS,
  );
});
