import { describe, expect, it } from 'vitest';
import { type Outcome, outcomeOf } from './outcome.ts';
import { RUN_STATES, read, STEP_STATES, scale, steps } from './run.fixture.ts';
import type { PlannedStep, StepState } from './run.ts';

const { DONE, VERIFIED, WAITING, SKIPPED, UNDONE, FAILED } = STEP_STATES;

describe('outcomeOf', () => {
  it.each(Object.entries(RUN_STATES))('%s', (name, state) => {
    const acted: Record<string, Outcome> = {
      SUCCEEDED: 'verified',
      INEFFECTIVE: 'ineffective',
      FAILED: 'failed',
    };
    expect(outcomeOf({ state, ...steps([scale, VERIFIED]) })).toBe(acted[name] ?? 'none');
    expect(outcomeOf({ state, ...steps([read, DONE], [scale, SKIPPED]) })).toBe(
      name === 'INEFFECTIVE' ? 'ineffective' : 'none',
    );
  });

  it('is of a run that acted, undone or not', () => {
    const failed = (...given: readonly (readonly [PlannedStep, StepState])[]) =>
      outcomeOf({ state: RUN_STATES.FAILED, ...steps(...given) });
    expect(failed([read, DONE], [scale, UNDONE])).toBe('failed');
    expect(failed([scale, WAITING], [{ ...scale, name: 'other' }, DONE])).toBe('failed');
    expect(failed([scale, FAILED], [read, VERIFIED])).toBe('none');
    expect(failed([read, UNDONE])).toBe('none');
  });
});
