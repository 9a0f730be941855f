import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkDefinition } from '../../sandbox/step-functions/check-definition.ts';
import { catchPaths, endsFrom, reachable } from '../../test/machines/graph.ts';
import { type Answers, execute, failing, operationsOf } from './example/execution.fixture.ts';
import { TOOLS } from './tools.ts';
import { undoMachine } from './undo-machine.ts';

const machine = undoMachine();
const done = { next: 'done', words: 'All undone.' };
const undo = (step: string, tool: string) => ({ next: 'undo', step, tool });
const settled = { next: 'settle', seconds: 5 };

describe('the machine that undoes', () => {
  it('is the one that is written down', () => {
    const golden = new URL('../../test/golden/machine-undo.asl.json', import.meta.url);
    expect(`${JSON.stringify(machine, null, 2)}\n`).toBe(readFileSync(golden, 'utf8'));
  });

  it('is valid, reaches all of its states, and calls every tool that can undo and no other', () => {
    const asl = checkDefinition(JSON.stringify(machine));
    expect([...reachable(asl, asl.StartAt)].sort()).toEqual(Object.keys(machine.States).sort());
    const undoable = TOOLS.filter((tool) => tool.undoable).map(({ name }) => name);
    expect(operationsOf(machine)).toEqual([...undoable, 'undo_run'].sort());
    for (const { to } of catchPaths(asl)) expect(endsFrom(asl, to).sort()).toEqual(['Done', 'NotUndone']);
  });

  it('undoes step after step until none is left', async () => {
    const answers: Answers = {
      undo_run: [undo('second', 'rollback_service'), undo('first', 'scale_service'), done],
      rollback_service: [settled],
      scale_service: [settled],
    };
    const { status, states, calls, seconds } = await execute(machine, answers);
    expect(status).toBe('SUCCEEDED');
    const round = ['FindNext', 'WhatIsLeft', 'UndoStep', 'Settle'];
    expect(states).toEqual([...round, ...round, 'FindNext', 'WhatIsLeft', 'Done']);
    expect(calls.map(({ operation, payload }) => [operation, payload])).toEqual([
      ['undo_run', { runId: 'run-1', since: expect.any(String), last: { runId: 'run-1' } }],
      ['rollback_service', { phase: 'undo', runId: 'run-1', step: 'second' }],
      ['undo_run', { runId: 'run-1', since: expect.any(String), last: settled }],
      ['scale_service', { phase: 'undo', runId: 'run-1', step: 'first' }],
      ['undo_run', { runId: 'run-1', since: expect.any(String), last: settled }],
    ]);
    expect(seconds).toBe(10);
  });

  it('waits where it is told to', async () => {
    const { states, seconds } = await execute(machine, { undo_run: [{ next: 'again', seconds: 40 }, done] });
    expect(states).toEqual(['FindNext', 'WhatIsLeft', 'Settle', 'FindNext', 'WhatIsLeft', 'Done']);
    expect(seconds).toBe(40);
  });

  it('goes on after a step that cannot be undone, and fails when one is left', async () => {
    const reason = { code: 'NOT_UNDONE', words: 'Could not be undone: first.' };
    const answers: Answers = {
      undo_run: [undo('first', 'scale_service'), { next: 'failed', reason }],
      scale_service: [failing('Refused', 'It is gone.')],
    };
    const { status, error, cause, calls } = await execute(machine, answers);
    expect({ status, error, cause }).toEqual({ status: 'FAILED', error: 'NOT_UNDONE', cause: reason.words });
    expect(calls.at(-1)?.payload).toEqual({
      runId: 'run-1',
      since: expect.any(String),
      last: { step: 'first', error: { Error: 'Refused', Cause: expect.stringContaining('It is gone.') } },
    });
  });

  it('tells of a tool that cannot undo instead of dying', async () => {
    const reason = { code: 'NOT_UNDONE', words: 'x' };
    const answers = { undo_run: [undo('first', 'restart_service'), { next: 'failed', reason }] };
    const { calls, status } = await execute(machine, answers);
    expect(calls.at(-1)?.payload['last']).toMatchObject({
      step: 'first',
      error: { Error: 'States.QueryEvaluationError' },
    });
    expect(status).toBe('FAILED');
  });
});
