import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkDefinition } from '../../sandbox/step-functions/check-definition.ts';
import { catchPaths, endsFrom, expressionsIn, reachable } from '../../test/machines/graph.ts';
import { compile, MOST_STATES, stateNames } from './compile.ts';
import { type Answers, execute, failing, operationsOf } from './example/execution.fixture.ts';
import { EXAMPLES, example } from './example/runbook.fixture.ts';

const addCapacity = compile(example('add-capacity'));
const freeDisk = compile(example('free-disk'));
const run = (step: string) => ({ next: 'run', step, results: {}, target: { desired: 4 } });
const approve = { next: 'approve', results: {}, target: {} };
const failed = { reason: { code: 'STEP_FAILED', words: 'It did not work.' } };

/** A run of add-capacity in which everything goes well. */
const WELL: Answers = {
  begin_run: [run('read-cpu')],
  read_metric: [{ next: 'next', result: { latest: 91 } }],
  scale_service: [
    { next: 'settle', seconds: 30, result: { desired: 6 } },
    { next: 'again', seconds: 30 },
    { next: 'next', evidence: '6 of 6 tasks run.' },
  ],
  notify_people: [{ next: 'next', result: null }],
  prove_recovery: [{ next: 'again', seconds: 60 }, { next: 'done' }],
  fail_run: [failed],
};

describe.each(EXAMPLES)('the machine of %s', (name) => {
  const machine = compile(example(name));
  const asl = checkDefinition(JSON.stringify(machine));
  const tasks = Object.entries(asl.States).flatMap(([state, task]) =>
    task.Type === 'Task' ? [{ state, ...task }] : [],
  );

  it('is the one that is written down', () => {
    const golden = new URL(`../../test/golden/machine-example-${name}.asl.json`, import.meta.url);
    expect(`${JSON.stringify(machine, null, 2)}\n`).toBe(readFileSync(golden, 'utf8'));
  });

  it('has few states, all reachable', () => {
    const states = Object.keys(machine.States);
    expect(stateNames(example(name))).toEqual(states);
    expect(states.length).toBeLessThanOrEqual(MOST_STATES);
    expect([...reachable(asl, asl.StartAt)].sort()).toEqual(states.sort());
  });

  it('ends each way of a failure in Fail', () => {
    const fails = Object.keys(asl.States).filter((state) => asl.States[state]?.Type === 'Fail');
    expect(catchPaths(asl).length).toBeGreaterThanOrEqual(tasks.length - 1);
    for (const { to } of catchPaths(asl)) {
      expect(endsFrom(asl, to).length).toBeGreaterThan(0);
      expect(endsFrom(asl, to).filter((end) => !fails.includes(end))).toEqual([]);
    }
  });

  it('gives every task a time-out, a retry, and every question a heartbeat', () => {
    for (const { Resource, TimeoutSeconds, HeartbeatSeconds, Retry } of tasks) {
      expect(TimeoutSeconds).toBeGreaterThan(0);
      expect(Retry?.length).toBeGreaterThan(0);
      if (Resource.endsWith('waitForTaskToken'))
        expect(HeartbeatSeconds).toBeLessThan(Number(TimeoutSeconds));
      else expect(HeartbeatSeconds).toBeUndefined();
    }
  });

  it('asks neither the clock nor chance', () => {
    expect(expressionsIn(machine).filter((text) => /\$(now|millis|random)\b/.test(text))).toEqual([]);
  });
});

describe('what a machine calls', () => {
  it('is the steps of every run and the tools of its own', () => {
    const steps = ['ask_approval', 'begin_run', 'fail_run', 'prove_recovery'];
    expect(operationsOf(addCapacity)).toEqual(
      [...steps, 'notify_people', 'read_metric', 'scale_service'].sort(),
    );
    expect(operationsOf(freeDisk)).toEqual([...steps, 'query_logs', 'restart_service', 'run_command'].sort());
  });

  it('may last as long as its runbook says, and as people may take', () => {
    expect([addCapacity.TimeoutSeconds, freeDisk.TimeoutSeconds]).toEqual([3600 + 3600, 5400 + 1800 + 600]);
  });
});

describe('a run', () => {
  it('acts, settles, verifies and proves that it helped', async () => {
    const done = await execute(addCapacity, WELL);
    expect(done).toMatchObject({ status: 'SUCCEEDED', seconds: 30 + 30 + 60 });
    expect(done.states).toEqual([
      'Begin',
      'WhereToBegin',
      'ReadCpu',
      'ScaleOut',
      'SettleScaleOut',
      'VerifyScaleOut',
      'ScaleOutVerified',
      'SettleScaleOut',
      'VerifyScaleOut',
      'ScaleOutVerified',
      'Tell',
      'ProveRecovery',
      'Recovered',
      'WaitForRecovery',
      'ProveRecovery',
      'Recovered',
      'Done',
    ]);
    expect(done.calls.map(({ operation, payload }) => [operation, payload])).toEqual([
      ['begin_run', { runId: 'run-1' }],
      [
        'read_metric',
        {
          phase: 'do',
          runId: 'run-1',
          step: 'read-cpu',
          query: 'CPUUtilization',
          params: { statistic: 'Average', minutes: 5 },
        },
      ],
      [
        'scale_service',
        {
          phase: 'do',
          runId: 'run-1',
          step: 'scale-out',
          action: 'scale-up',
          params: { percent: 50 },
          holds: true,
          otherwise: 'fail',
        },
      ],
      ...[1, 2].map(() => [
        'scale_service',
        {
          phase: 'verify',
          runId: 'run-1',
          step: 'scale-out',
          verify: { everySeconds: 30, withinSeconds: 600 },
        },
      ]),
      [
        'notify_people',
        {
          phase: 'do',
          runId: 'run-1',
          step: 'tell',
          action: 'Tasks were added; the load is watched.',
          params: {},
        },
      ],
      ...[1, 2].map(() => [
        'prove_recovery',
        { runId: 'run-1', recovery: { withinSeconds: 900, forSeconds: 300 } },
      ]),
    ]);
  });

  it.each([
    [{ latest: 80 }, { desired: 4 }, false],
    [{ latest: 81 }, { desired: 20 }, false],
    [{ latest: 81 }, {}, false],
    [{}, { desired: 4 }, false],
    [{ latest: 81 }, { desired: 19 }, true],
  ])('works out the precondition over %j and %j: %j', async (result, target, holds) => {
    const begin = [{ ...run('read-cpu'), target }];
    const read = [{ next: 'next', result }];
    const done = await execute(addCapacity, { ...WELL, begin_run: begin, read_metric: read });
    const scaled = done.calls.find(({ operation }) => operation === 'scale_service');
    expect(scaled?.payload['holds']).toBe(holds);
  });

  it('takes a precondition of several lines, and words for when it is not true', async () => {
    const [read, scale] = example('add-capacity').steps;
    if (!read || !scale) throw new Error('The example has steps.');
    const precondition = '(\n  $cpu := $results.`read-cpu`.latest;\n  $cpu > 80\n)\n';
    const steps = [read, { ...scale, precondition, because: 'it is not busy.' }];
    const begin = [{ ...run('read-cpu'), target: {} }];
    const done = await execute(compile({ ...example('add-capacity'), steps }), { ...WELL, begin_run: begin });
    const scaled = done.calls.find(({ operation }) => operation === 'scale_service');
    expect(scaled?.payload).toMatchObject({ holds: true, because: 'it is not busy.' });
  });

  it('knows the results of the steps that another run did', async () => {
    const begin = [{ ...run('scale-out'), results: { 'read-cpu': { latest: 95 } } }];
    const done = await execute(addCapacity, { ...WELL, begin_run: begin });
    expect(done.states.slice(1, 3)).toEqual(['WhereToBegin', 'ScaleOut']);
    expect(done.calls[1]?.payload['holds']).toBe(true);
  });

  it.each([
    ['read-cpu', 'ReadCpu'],
    ['tell', 'Tell'],
  ])('begins at the step %s when it is told so', async (step, state) => {
    const done = await execute(addCapacity, { ...WELL, begin_run: [run(step)] });
    expect(done.states[2]).toBe(state);
    expect(done.status).toBe('SUCCEEDED');
  });

  it('only proves the recovery when all steps are behind it', async () => {
    const begin = [{ next: 'prove', results: {}, target: {} }];
    const done = await execute(addCapacity, { ...WELL, begin_run: begin });
    expect(done.states.slice(0, 3)).toEqual(['Begin', 'WhereToBegin', 'ProveRecovery']);
    expect(done.status).toBe('SUCCEEDED');
  });

  it('ends refused when it must not begin', async () => {
    const reason = { code: 'BRAKE', words: 'Three runs did not help.' };
    const begin = [{ next: 'refuse', reason, results: {}, target: {} }];
    expect(await execute(addCapacity, { begin_run: begin })).toMatchObject({
      status: 'FAILED',
      error: 'REFUSED',
      cause: reason.words,
      states: ['Begin', 'WhereToBegin', 'Refused'],
    });
  });
});

describe('a question', () => {
  it('is answered, and the run asks at the gates again', async () => {
    const answers = {
      ...WELL,
      begin_run: [approve, run('read-cpu')],
      ask_approval: [{ person: 'yes' as const }],
    };
    const done = await execute(addCapacity, answers);
    expect(done.states.slice(0, 5)).toEqual([
      'Begin',
      'WhereToBegin',
      'AwaitApproval',
      'Begin',
      'WhereToBegin',
    ]);
    expect(done.status).toBe('SUCCEEDED');
    expect(done.calls[1]?.payload).toEqual({
      runId: 'run-1',
      token: expect.any(String),
      reminder: 0,
      timeoutSeconds: 3600,
    });
  });

  it('is asked four times, with a new token each, and then fails the run', async () => {
    const answers = {
      begin_run: [approve],
      ask_approval: [{ person: 'silence' as const }],
      fail_run: [failed],
    };
    const done = await execute(addCapacity, answers);
    const asked = done.calls.filter(({ operation }) => operation === 'ask_approval');
    expect(asked.map(({ payload }) => payload['reminder'])).toEqual([0, 1, 2, 3]);
    expect(new Set(asked.map(({ payload }) => payload['token'])).size).toBe(4);
    expect(done.seconds).toBe(3600 + 3);
    expect(done.calls.at(-1)?.payload).toMatchObject({
      failure: { error: { Error: 'States.HeartbeatTimeout' } },
    });
    expect(done.status).toBe('FAILED');
  });

  it('that gets a no is not asked again', async () => {
    const answers = { begin_run: [approve], ask_approval: [{ person: 'no' as const }], fail_run: [failed] };
    const done = await execute(addCapacity, answers);
    expect(done.states).toEqual(['Begin', 'WhereToBegin', 'AwaitApproval', 'FailRun', 'Failed']);
    expect(done.calls.filter(({ operation }) => operation === 'ask_approval')).toHaveLength(1);
    expect(done.calls.at(-1)?.payload).toMatchObject({
      failure: { error: { Error: 'Rejected', Cause: 'ann: not now' } },
    });
  });

  it('of a step says what is asked, and waits for as long as the step says', async () => {
    const answers: Answers = {
      begin_run: [run('ask')],
      ask_approval: [{ person: 'silence' }, { person: 'yes', afterSeconds: 10 }],
      run_command: [{ next: 'settle', seconds: 0, result: null }, { next: 'next' }],
      restart_service: [{ next: 'settle', seconds: 5, result: null }, { next: 'next' }],
      prove_recovery: [{ next: 'done' }],
    };
    const done = await execute(freeDisk, answers);
    expect(done).toMatchObject({ status: 'SUCCEEDED', seconds: 150 + 1 + 10 + 60 + 5 });
    expect(done.calls[1]?.payload).toMatchObject({
      step: 'ask',
      action: 'Remove files that are older than a week?',
      timeoutSeconds: 600,
    });
    const cleaned = done.calls.find(({ operation }) => operation === 'run_command');
    expect(cleaned?.payload).toMatchObject({
      command: 'operate-clean-disk',
      holds: false,
      otherwise: 'skip',
    });
  });
});

describe('a failure', () => {
  const broken = failing('Internal', 'boom');
  const tries = (calls: readonly { operation: string }[], name: string) =>
    calls.filter(({ operation }) => operation === name).length;

  it.each<[string, Answers, Record<string, unknown>]>([
    ['at the gates', { begin_run: [broken] }, {}],
    ['of a reading step', { read_metric: [broken] }, { step: 'read-cpu' }],
    ['of a changing step', { scale_service: [broken] }, { step: 'scale-out' }],
    ['of a message', { notify_people: [broken] }, { step: 'tell' }],
    ['of the proof', { prove_recovery: [broken] }, {}],
  ])('%s is told with its step, and ends in Fail', async (_name, answers, told) => {
    const done = await execute(addCapacity, { ...WELL, ...answers });
    expect(done.states.slice(-2)).toEqual(['FailRun', 'Failed']);
    const payload = done.calls.at(-1)?.payload;
    expect(payload).toEqual({
      runId: 'run-1',
      failure: { ...told, error: { Error: 'Internal', Cause: expect.stringContaining('boom') } },
    });
    expect(done).toMatchObject({ status: 'FAILED', error: 'STEP_FAILED', cause: 'It did not work.' });
  });

  it('of a verification is told by its step', async () => {
    const scale = [WELL['scale_service']?.[0] ?? null, broken];
    const done = await execute(addCapacity, { ...WELL, scale_service: scale });
    expect(done.calls.at(-1)?.payload['failure']).toMatchObject({ step: 'scale-out' });
    expect(done.states.at(-3)).toBe('VerifyScaleOut');
  });

  it('that the verification found is handed on as it was said', async () => {
    const reason = { code: 'NOT_VERIFIED', words: 'No task came up.' };
    const seen = { next: 'fail', step: 'scale-out', reason };
    const scale = [WELL['scale_service']?.[0] ?? null, seen];
    const done = await execute(addCapacity, { ...WELL, scale_service: scale });
    expect(done.states.slice(-3)).toEqual(['ScaleOutVerified', 'FailRun', 'Failed']);
    expect(done.calls.at(-1)?.payload).toEqual({ runId: 'run-1', failure: seen });
  });

  it('to recover is handed on', async () => {
    const bad = { next: 'fail', reason: { code: 'NOT_RECOVERED', words: 'Still bad.' } };
    const done = await execute(addCapacity, { ...WELL, prove_recovery: [bad] });
    expect(done.states.slice(-3)).toEqual(['Recovered', 'FailRun', 'Failed']);
    expect(done.calls.at(-1)?.payload).toEqual({ runId: 'run-1', failure: bad });
  });

  it('is tried again whatever the tool, since the record guards its effect, but for what is final', async () => {
    const scaled = await execute(addCapacity, { ...WELL, scale_service: [broken] });
    expect(tries(scaled.calls, 'scale_service')).toBe(6);
    const told = await execute(addCapacity, { ...WELL, notify_people: [broken] });
    expect(tries(told.calls, 'notify_people')).toBe(6);
    const refused = await execute(addCapacity, {
      ...WELL,
      scale_service: [failing('Refused', 'At its most.')],
    });
    expect(tries(refused.calls, 'scale_service')).toBe(1);
    const throttled = failing('Lambda.TooManyRequestsException', 'Rate exceeded');
    const later = await execute(addCapacity, { ...WELL, notify_people: [throttled, null] });
    expect([tries(later.calls, 'notify_people'), later.status]).toEqual([2, 'SUCCEEDED']);
  });

  it('of what records failures fails the execution, which the rule on failed executions hears of', async () => {
    const done = await execute(addCapacity, { ...WELL, read_metric: [broken], fail_run: [broken] });
    expect(done).toMatchObject({ status: 'FAILED', error: 'Internal' });
    expect(tries(done.calls, 'fail_run')).toBe(31);
  });

  it('that takes longer than the machine may last ends it', async () => {
    const done = await execute(addCapacity, { ...WELL, prove_recovery: [{ next: 'again', seconds: 600 }] });
    expect(done).toMatchObject({ status: 'TIMED_OUT', seconds: 7200 });
  });
});
