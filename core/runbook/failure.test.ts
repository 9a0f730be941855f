import { describe, expect, it } from 'vitest';
import { afterFailure, type ReportedFailure, reasonOf, stepAfterFailure } from './failure.ts';
import { RUN_REASON_CODES, type RunReason, type RunReasonCode } from './reason.ts';
import { at, read, restart, STEP_STATES, scale, steps } from './run.fixture.ts';
import type { StepState } from './run.ts';

const { WAITING, BEGUN, DONE, VERIFIED, IN_DOUBT, FAILED, SKIPPED, UNDONE } = STEP_STATES;
const thrown = (errorMessage: unknown) => JSON.stringify({ errorType: 'X', errorMessage });
const reason = (code: RunReasonCode): RunReason => ({ code, words: 'Because.' });

describe('reasonOf', () => {
  it.each<[ReportedFailure, RunReason]>([
    [{ reason: reason('NOT_VERIFIED'), error: { Error: 'Refused' } }, reason('NOT_VERIFIED')],
    [
      { step: 'ask', error: { Error: 'Rejected', Cause: 'ann: no' } },
      { code: 'REJECTED', words: "The step 'ask' was rejected: ann: no." },
    ],
    [{ error: { Error: 'Rejected' } }, { code: 'REJECTED', words: 'The run was rejected.' }],
    [
      { step: 'ask', error: { Error: 'States.HeartbeatTimeout', Cause: '' } },
      { code: 'UNANSWERED', words: "Nobody answered in time. The step 'ask' needs an answer." },
    ],
    [
      { step: 'scale-out', error: { Error: 'Refused', Cause: thrown('At its most') } },
      { code: 'STEP_REFUSED', words: "The step 'scale-out' was refused: At its most." },
    ],
    [
      { step: 'scale-out', error: { Error: 'Refused', Cause: thrown('It is at its most.') } },
      { code: 'STEP_REFUSED', words: "The step 'scale-out' was refused: It is at its most." },
    ],
    [
      { error: { Error: 'States.Timeout', Cause: '' } },
      { code: 'STEP_FAILED', words: 'The run failed: States.Timeout.' },
    ],
    [
      { error: { Error: 'Internal', Cause: thrown(7) } },
      { code: 'STEP_FAILED', words: 'The run failed: Internal.' },
    ],
    [
      { error: { Error: 'Internal', Cause: '{' } },
      { code: 'STEP_FAILED', words: 'The run failed: Internal: {.' },
    ],
    [{}, { code: 'STEP_FAILED', words: 'The run failed: no error was named.' }],
  ])('%j', (failure, wanted) => {
    expect(reasonOf(failure)).toEqual(wanted);
  });

  it.each<ReportedFailure>([
    { reason: { code: 'NOT_VERIFIED', words: 'x'.repeat(5000) } },
    { error: { Error: 'Rejected', Cause: 'x'.repeat(5000) } },
    { error: { Error: 'Refused', Cause: 'x'.repeat(5000) } },
    { error: { Error: 'Internal', Cause: 'x'.repeat(5000) } },
  ])('cuts what others say', (failure) => {
    expect(reasonOf(failure).words).toHaveLength(1000);
  });
});

describe('stepAfterFailure', () => {
  const event = (state: StepState, planned = scale) =>
    stepAfterFailure(steps([read, DONE], [planned, state]), planned.name, reason('STEP_FAILED'), at(5))?.type;

  it.each<[StepState, 'failed' | undefined]>([
    [WAITING, 'failed'],
    [BEGUN, 'failed'],
    [DONE, undefined],
    [VERIFIED, undefined],
    [SKIPPED, undefined],
    [FAILED, undefined],
    [UNDONE, undefined],
    [IN_DOUBT, undefined],
  ])('%j of a step that may be repeated: %j', (state, type) => {
    expect(event(state)).toBe(type);
  });

  it('has failed where its effect was looked for and is not there', () => {
    const looked = (state: StepState) =>
      stepAfterFailure(steps([restart, state]), restart.name, reason('NOT_VERIFIED'), at(5))?.type;
    expect([looked(DONE), looked(VERIFIED)]).toEqual(['failed', undefined]);
  });

  it('is a doubt where an effect may have come that must not come twice', () => {
    expect([event(WAITING, restart), event(BEGUN, restart)]).toEqual(['failed', 'doubted']);
    const call = (field: string) => ({ ...scale, tool: 'call_aws', field });
    expect(event(BEGUN, call('sqs:StartMessageMoveTask'))).toBe('doubted');
    expect(event(BEGUN, call('ecs:StopTask'))).toBe('failed');
  });

  it('carries the words, and leaves unknown steps alone', () => {
    const run = steps([scale, BEGUN]);
    expect(stepAfterFailure(run, 'scale-out', reason('STEP_FAILED'), at(5))).toEqual({
      type: 'failed',
      at: at(5),
      why: 'Because.',
    });
    expect(stepAfterFailure(run, 'nobody', reason('STEP_FAILED'), at(5))).toBeUndefined();
  });
});

describe('afterFailure', () => {
  const untouched = steps([read, DONE], [scale, WAITING]);
  const changed = steps([scale, VERIFIED], [read, WAITING]);
  const kept = steps([restart, DONE]);
  const HELD = ['STEP_FAILED', 'STEP_REFUSED', 'NOT_VERIFIED', 'REJECTED', 'UNANSWERED', 'EXECUTION_ENDED'];
  const REFUSED = ['STEP_REFUSED', 'REJECTED', 'UNANSWERED'];
  const end = (code: RunReasonCode) => {
    if (code === 'STOPPED_BY_PERSON') return { name: 'STOPPED', by: 'bob' };
    return { name: code === 'NOT_RECOVERED' ? 'INEFFECTIVE' : 'FAILED' };
  };

  it.each(RUN_REASON_CODES)('%s', (code) => {
    const why = 'Because.';
    expect(afterFailure({ ...untouched, onFailure: 'hold' }, reason(code), 'bob')).toEqual({
      next: 'end',
      end: REFUSED.includes(code) ? { name: 'REFUSED' } : end(code),
      why,
    });
    for (const run of [changed, kept]) {
      const undo = { next: 'undo', end: end(code), why };
      expect(afterFailure({ ...run, onFailure: 'undo' }, reason(code), 'bob')).toEqual(undo);
      const held = HELD.includes(code) ? { next: 'hold', why } : undo;
      expect(afterFailure({ ...run, onFailure: 'hold' }, reason(code), 'bob')).toEqual(held);
    }
  });

  it('names who stopped it where that is known', () => {
    const stopped = afterFailure({ ...untouched, onFailure: 'undo' }, reason('STOPPED_BY_PERSON'));
    expect(stopped).toMatchObject({ end: { name: 'STOPPED', by: 'unknown' } });
  });
});
