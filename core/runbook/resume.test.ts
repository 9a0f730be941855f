import { describe, expect, it } from 'vitest';
import { Conflict, InvalidInput } from '../errors.ts';
import { firstToDo, resultsOf, resumedApprovals, resumedSteps } from './resume.ts';
import { at, ms, RUN, RUN_STATES, read, restart, STEP_STATES, scale, steps } from './run.fixture.ts';
import type { PlannedStep, RunRecord, StepState } from './run.ts';

const { WAITING, BEGUN, DONE, VERIFIED, SKIPPED, FAILED, IN_DOUBT } = STEP_STATES;
const begunFailed = STEP_STATES['FAILED after it began'];
const wait: PlannedStep = { ...read, name: 'pause', tool: 'wait', params: { seconds: 5 } };

describe('firstToDo', () => {
  it.each<[string, (readonly [PlannedStep, StepState])[], string | undefined]>([
    [
      'a new run',
      [
        [read, WAITING],
        [scale, WAITING],
      ],
      'read-cpu',
    ],
    [
      'a read step is behind',
      [
        [read, DONE],
        [scale, WAITING],
      ],
      'scale-out',
    ],
    [
      'a changing step is behind only when verified',
      [
        [read, DONE],
        [scale, DONE],
        [restart, WAITING],
      ],
      'scale-out',
    ],
    [
      'verified',
      [
        [scale, VERIFIED],
        [restart, WAITING],
      ],
      'restart',
    ],
    [
      'skipped',
      [
        [scale, SKIPPED],
        [restart, WAITING],
      ],
      'restart',
    ],
    [
      'a wait that may be cut short',
      [
        [scale, VERIFIED],
        [wait, WAITING],
        [restart, WAITING],
      ],
      'pause',
    ],
    [
      'a wait that was passed',
      [
        [wait, WAITING],
        [scale, VERIFIED],
        [restart, FAILED],
      ],
      'restart',
    ],
    [
      'all behind',
      [
        [wait, WAITING],
        [scale, VERIFIED],
      ],
      undefined,
    ],
  ])('%s', (_name, given, wanted) => {
    expect(firstToDo(steps(...given))?.name).toBe(wanted);
  });
});

describe('resultsOf', () => {
  it('has what steps answered, by their names', () => {
    const run = steps(
      [read, { name: 'DONE', at: at(1), before: null, result: 9 }],
      [scale, VERIFIED],
      [restart, BEGUN],
    );
    expect(resultsOf(run)).toEqual({ 'read-cpu': 9, 'scale-out': { desired: 6 } });
  });
});

describe('resumedApprovals', () => {
  const planHash = RUN.planHash;
  const approvals = [
    { by: 'bob', at: at(0), planHash },
    { by: 'cleo', at: at(30), planHash },
    { by: 'ann', at: at(0), planHash, step: 'ask' },
  ];

  it('are those that are no older than there was time to give them, and answers to questions', () => {
    const left = (minutes: number) => resumedApprovals({ approvals }, 3600, ms(minutes)).map(({ by }) => by);
    expect(left(59)).toEqual(['bob', 'cleo', 'ann']);
    expect(left(60)).toEqual(['cleo', 'ann']);
    expect(left(90)).toEqual(['ann']);
  });
});

describe('resumedSteps', () => {
  const facts = { runbookHash: RUN.runbookHash };
  const held = (...given: readonly (readonly [PlannedStep, StepState])[]): RunRecord => ({
    ...RUN,
    state: RUN_STATES.HELD,
    ...steps(...given),
  });
  const resumed = (planned: PlannedStep, state: StepState) =>
    resumedSteps(held([planned, state]), facts)[0]?.state;

  it.each(Object.entries(RUN_STATES))('only goes on from a held run, not from %s', (name, state) => {
    const run = { ...RUN, state };
    if (name === 'HELD') expect(resumedSteps(run, facts)).toEqual(RUN.steps);
    else
      expect(() => resumedSteps(run, facts)).toThrow(
        new Conflict(`The run is ${state.name}: only a held run can be resumed.`),
      );
  });

  it('does not go on with a runbook that says something else', () => {
    expect(() => resumedSteps(held([scale, VERIFIED]), { runbookHash: 'c' })).toThrow(
      "The runbook 'add-capacity' was changed since the run began",
    );
  });

  it.each([WAITING, DONE, VERIFIED, SKIPPED])('keeps a step that is %j', (state) => {
    expect(resumed(scale, state)).toEqual(state);
  });

  it('begins a failed step anew; what it recorded first is what undoing restores', () => {
    expect(resumed(scale, begunFailed)).toEqual({ name: 'BEGUN', at: at(1), before: { desired: 4 } });
    expect(resumed(scale, FAILED)).toEqual(WAITING);
    expect(resumed(restart, begunFailed)).toEqual(WAITING);
    const call = { ...scale, tool: 'call_aws', field: 'ecs:StopTask' };
    expect(resumed(call, begunFailed)?.name).toBe('BEGUN');
    expect(resumed({ ...call, field: 'sqs:StartMessageMoveTask' }, begunFailed)).toEqual(WAITING);
  });

  it('asks a person about a step in doubt', () => {
    const run = held([restart, IN_DOUBT]);
    expect(() => resumedSteps(run, facts)).toThrow(InvalidInput);
    expect(() => resumedSteps(run, facts)).toThrow("Nobody knows whether the step 'restart' happened");
    expect(resumedSteps(run, { ...facts, doubt: 'did-not-happen' })[0]?.state).toEqual(WAITING);
    expect(resumedSteps(run, { ...facts, doubt: 'happened' })[0]?.state).toEqual({
      name: 'DONE',
      at: at(1),
      before: { desired: 4 },
      result: null,
    });
  });
});
