import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { at, ms, read, restart, STEP_STATES, scale, steps } from './run.fixture.ts';
import type { PlannedStep, StepState } from './run.ts';
import { CALL_MAY_RUN_SECONDS, changedSteps, nextUndo, UNDO_LIMIT_SECONDS, undoOrder } from './undo.ts';

const { WAITING, BEGUN, DONE, VERIFIED, SKIPPED, FAILED, UNDONE, NOT_UNDONE, IN_DOUBT } = STEP_STATES;
const begunFailed = STEP_STATES['FAILED after it began'];
const other = { ...scale, name: 'roll-back', tool: 'rollback_service' };
const third = { ...scale, name: 'third' };
const names = (found: readonly { name: string }[]) => found.map(({ name }) => name);
const LATE = ms(1) + CALL_MAY_RUN_SECONDS * 1000;
const since = ms(1);

describe('changedSteps', () => {
  it.each<[StepState, boolean]>([
    [WAITING, false],
    [BEGUN, true],
    [DONE, true],
    [VERIFIED, true],
    [SKIPPED, false],
    [FAILED, false],
    [begunFailed, true],
    [UNDONE, false],
    [NOT_UNDONE, true],
    [IN_DOUBT, true],
  ])('%j: %j', (state, changed) => {
    expect(names(changedSteps(steps([scale, state], [read, DONE])))).toEqual(changed ? ['scale-out'] : []);
  });
});

describe('undoOrder', () => {
  it('is the reverse, without what has no inverse, was undone, or could not be', () => {
    const run = steps(
      [scale, VERIFIED],
      [read, DONE],
      [restart, VERIFIED],
      [third, NOT_UNDONE],
      [{ ...scale, name: 'fourth' }, UNDONE],
      [other, IN_DOUBT],
    );
    expect(names(undoOrder(run))).toEqual(['roll-back', 'scale-out']);
  });

  it('names each changed step with an inverse once, last first, whatever the run', () => {
    const anyState = fc.constantFrom<StepState>(...Object.values(STEP_STATES));
    const anyStep = fc.constantFrom<PlannedStep>(scale, read, restart);
    fc.assert(
      fc.property(fc.array(fc.tuple(anyStep, anyState), { maxLength: 10 }), (drawn) => {
        const run = steps(
          ...drawn.map(([step, state], index) => [{ ...step, name: `s${index}` }, state] as const),
        );
        const order = undoOrder(run).map(({ name }) => Number(name.slice(1)));
        expect(order).toEqual(order.toSorted((a, b) => b - a));
        const wanted = drawn.flatMap(([step, state], index) =>
          step === scale && 'before' in state && state.name !== 'NOT_UNDONE' ? [index] : [],
        );
        expect(order.toReversed()).toEqual(wanted);
      }),
    );
  });
});

describe('nextUndo', () => {
  it('is the last step that changed something', () => {
    const run = { ...steps([scale, VERIFIED], [other, DONE]), since };
    expect(nextUndo(run, LATE)).toEqual({ next: 'undo', step: 'roll-back', tool: 'rollback_service' });
  });

  it('waits while the call that began a step may still run', () => {
    const run = { ...steps([scale, BEGUN]), since };
    expect(nextUndo(run, ms(1))).toEqual({ next: 'again', seconds: 15 });
    expect(nextUndo(run, LATE - 15_001)).toEqual({ next: 'again', seconds: 15 });
    expect(nextUndo(run, LATE - 14_000)).toEqual({ next: 'again', seconds: 14 });
    expect(nextUndo(run, LATE - 1)).toEqual({ next: 'again', seconds: 1 });
    expect(nextUndo(run, LATE)).toEqual({ next: 'undo', step: 'scale-out', tool: 'scale_service' });
    expect(nextUndo({ ...steps([scale, BEGUN], [other, DONE]), since }, ms(1)).next).toBe('again');
  });

  it('is over when nothing is left, and says what stays', () => {
    expect(nextUndo({ ...steps([scale, UNDONE], [restart, VERIFIED]), since }, LATE)).toEqual({
      next: 'done',
      words: '1 of 2 steps undone. What cannot be undone stays: restart (a restart leaves nothing behind).',
    });
    expect(nextUndo({ ...steps([scale, UNDONE], [read, DONE]), since }, LATE)).toEqual({
      next: 'done',
      words: '1 of 2 steps undone.',
    });
    const { inverse: _inverse, ...without } = restart;
    const both = steps([without, DONE], [{ ...without, name: 'again' }, DONE]);
    expect(nextUndo({ ...both, since }, LATE)).toMatchObject({
      words:
        '0 of 2 steps undone. What cannot be undone stays: restart (it has no inverse), again (it has no inverse).',
    });
  });

  it('fails when something could not be undone, once the rest is', () => {
    const run = { ...steps([scale, VERIFIED], [other, NOT_UNDONE]), since };
    expect(nextUndo(run, LATE)).toMatchObject({ next: 'undo', step: 'scale-out' });
    expect(nextUndo({ ...steps([scale, UNDONE], [other, NOT_UNDONE]), since }, LATE)).toEqual({
      next: 'failed',
      left: [],
      words: 'Could not be undone: roll-back. A person has to look.',
    });
  });

  it('gives up in time', () => {
    const run = { ...steps([scale, VERIFIED], [third, NOT_UNDONE], [other, DONE]), since };
    const limit = since + UNDO_LIMIT_SECONDS * 1000;
    expect(nextUndo(run, limit).next).toBe('undo');
    expect(nextUndo(run, limit + 1)).toEqual({
      next: 'failed',
      left: ['roll-back', 'scale-out'],
      words: 'Could not be undone: roll-back, scale-out, third. A person has to look.',
    });
    expect(nextUndo({ ...steps([scale, UNDONE]), since }, limit + 1).next).toBe('done');
    expect(at(1)).toBe(new Date(since).toISOString());
  });
});
