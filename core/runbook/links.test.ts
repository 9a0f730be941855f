import { describe, expect, it } from 'vitest';
import { example, wrongIn } from './example/runbook.fixture.ts';
import { brokenLinks } from './links.ts';
import type { Runbook, RunbookStep } from './runbook.ts';

const facts = { operations: ['set_freeze'], expression: wrongIn };
const base = example('add-capacity');
const [reading, scaling] = base.steps;
if (!reading || !scaling) throw new Error('The example has steps.');

/** What is wrong with a runbook whose second step is another one: the path in the step, and the problem. */
const inStep = (change: Partial<RunbookStep>, runbook: Partial<Runbook> = {}) => {
  const steps = [reading, { ...scaling, ...change }];
  return brokenLinks({ ...base, timeoutSeconds: 20_000, ...runbook, steps }, facts).map(
    ({ path, problem, allowed }) => [path.slice(2).join('.'), problem, allowed],
  );
};
const problems = (change: Partial<RunbookStep>) => inStep(change).map(([path, problem]) => [path, problem]);
const none = { kind: 'none', why: 'x' } as const;

describe('brokenLinks', () => {
  it('finds nothing in what goes together', () => {
    expect(brokenLinks(base, facts)).toEqual([]);
    expect(brokenLinks(example('free-disk'), facts)).toEqual([]);
  });

  it('says which tools there are', () => {
    const [[path, problem, allowed] = []] = inStep({ tool: 'shout' });
    expect([path, problem]).toEqual(['tool', "is 'shout', which is no tool"]);
    expect(allowed).toContain('scale_service, rollback_service');
  });

  it('of a step have its place', () => {
    const found = brokenLinks({ ...base, steps: [reading, { ...scaling, tool: 'x' }] }, facts);
    expect(found[0]?.path).toEqual(['steps', 1, 'tool']);
  });

  it.each<[string, Partial<RunbookStep>, string[][]]>([
    ['an operation', { tool: 'call_operation', action: 'set_freeze', inverse: none }, []],
    [
      'no operation',
      { tool: 'call_operation', action: 'nothing', inverse: none },
      [['action', "is 'nothing', which is no operation"]],
    ],
    [
      'no action',
      { tool: 'call_operation', action: undefined, inverse: none },
      [['action', "is '', which is no operation"]],
    ],
    ['by', { params: { by: 1 } }, []],
    ['to without set', { params: { to: 3 } }, [['params', 'has to']]],
    ['nothing', { params: {} }, [['params', 'has nothing']]],
    ['both', { params: { by: 1, percent: 3 } }, [['params', 'has by and percent']]],
    ['set', { action: 'set', params: { to: 3 } }, []],
    ['set without to', { action: 'set', params: { by: 3 } }, [['params', 'has by']]],
    [
      'what every change needs',
      { precondition: undefined, verify: undefined, inverse: undefined },
      [
        ['precondition', 'is missing'],
        ['verify', 'is missing'],
        ['inverse', 'is missing'],
      ],
    ],
    ['an inverse that the tool has not', { tool: 'restart_service' }, [['inverse', "is 'recorded'"]]],
    ['none where there could be one', { inverse: none }, []],
    ['an inverse of a call', { tool: 'call_aws', action: 'lambda:PutFunctionConcurrency' }, []],
    ['no inverse of a call', { tool: 'call_aws', action: 'ecs:StopTask' }, [['inverse', "is 'recorded'"]]],
    [
      'looks that are too rare',
      { verify: { everySeconds: 61, withinSeconds: 60 } },
      [['verify.everySeconds', 'is 61']],
    ],
    ['one look', { verify: { everySeconds: 60, withinSeconds: 60 } }, []],
    [
      'conditions of a reading step',
      { tool: 'read_metric', otherwise: 'skip', because: 'x' },
      [
        ['precondition', 'says nothing here'],
        ['otherwise', 'says nothing here'],
        ['because', 'says nothing here'],
        ['verify', 'says nothing here'],
        ['inverse', 'says nothing here'],
      ],
    ],
    ['a time-out', { timeoutSeconds: 90 }, []],
    ['the longest time-out', { timeoutSeconds: 900 }, []],
    ['a time-out below the function’s', { timeoutSeconds: 89 }, [['timeoutSeconds', 'is 89']]],
    ['a time-out above all', { timeoutSeconds: 901 }, [['timeoutSeconds', 'is 901']]],
  ])('%s', (_name, change, found) => {
    expect(problems(change)).toEqual(found);
  });

  it('of patterns in a log are their names, and too many of them', () => {
    const without = { precondition: undefined, verify: undefined, inverse: undefined };
    const inPatterns = (patterns: Record<string, string>) =>
      problems({ ...without, tool: 'query_logs', query: 'x', params: { minutes: 5, patterns } });
    expect(inPatterns({ own: 'x', ofOthers: 'y' })).toEqual([]);
    expect(inPatterns({ 'of-others': 'y', failedCalls: 'z' })).toEqual([
      ['params.patterns.of-others', "has the name 'of-others'"],
      ['params.patterns.failedCalls', "has the name 'failedCalls'"],
    ]);
    const six = Object.fromEntries(['a', 'b', 'c', 'd', 'e', 'f'].map((name) => [name, 'x']));
    expect(inPatterns(six)).toEqual([['params.patterns', 'are 6']]);
  });

  const asking = { precondition: undefined, verify: undefined, inverse: undefined };
  it.each<[Partial<RunbookStep>, boolean]>([
    [{ tool: 'ask_approval', timeoutSeconds: 60 }, true],
    [{ tool: 'ask_approval', timeoutSeconds: 59 }, false],
    [{ tool: 'ask_approval', timeoutSeconds: 86_400 }, true],
    [{ tool: 'ask_approval', timeoutSeconds: 86_401 }, false],
    [{ tool: 'wait', params: { seconds: 5 }, timeoutSeconds: 3600 }, false],
    [{ tool: 'wait', params: { seconds: 5 } }, true],
  ])('%j fits: %j', (change, fits) => {
    expect(problems({ ...asking, ...change })).toEqual(
      fits ? [] : [['timeoutSeconds', `is ${change.timeoutSeconds}`]],
    );
  });

  it.each<[string, string | undefined]>([
    ['true', undefined],
    ['$results.`read-cpu`.latest > 3', undefined],
    ['$results.`read-cpu`.a > 3 and $results.`read-disk`.b > 1', "asks for the result of 'read-disk'"],
    ['$results.later > 3', "asks for the result of 'later'"],
    ['$results.`scale-out`.desired > 3', "asks for the result of 'scale-out'"],
    ['$now() > 3', 'asks $now'],
    ['$millis() > 3', 'asks $millis'],
    ['$random() > 3', 'asks $random'],
    ['$uuid() = 3', 'asks $uuid'],
    ['$states.input.x', 'asks $states'],
    ['$eval("1")', 'asks $eval'],
    ['(1 +', 'cannot be read: Expected ")" before end of expression'],
  ])('the precondition %s: %s', (precondition, problem) => {
    expect(problems({ precondition })).toEqual(problem === undefined ? [] : [['precondition', problem]]);
  });

  it('says whose results there are', () => {
    const [found] = inStep({ precondition: '$results.x' });
    expect(found?.[2]).toBe('results of earlier steps: read-cpu');
    const alone = brokenLinks({ ...base, steps: [{ ...scaling, precondition: '$results.x' }] }, facts);
    expect(alone[0]?.allowed).toBe('results of earlier steps: there are none');
  });

  it('refuses a bound of a trigger that is none', () => {
    const [trigger] = base.triggers;
    if (!trigger) throw new Error('The example has a trigger.');
    const triggers = [trigger, { ...trigger, threshold: 'much' }, { ...trigger, threshold: undefined }];
    expect(brokenLinks({ ...base, triggers }, facts)).toEqual([
      { path: ['triggers', 1, 'threshold'], problem: "is 'much'", allowed: 'such as > 80 or <= 5' },
    ]);
  });

  it('refuses a run that could not come to its end in time', () => {
    // Two readings and a change of 90 s each, 600 s of looks, 900 s and 300 s of recovery.
    const needed = 3 * 90 + 600 + 900 + 300;
    expect(brokenLinks({ ...base, timeoutSeconds: needed }, facts)).toEqual([]);
    expect(brokenLinks({ ...base, timeoutSeconds: needed - 1 }, facts)).toEqual([
      {
        path: ['timeoutSeconds'],
        problem: `is ${needed - 1}`,
        allowed: `at least ${needed}, which steps and recovery may take`,
      },
    ]);
    const disk = example('free-disk');
    // Two changes and a query of 90 s each, 60 s of waiting, the looks; not the time of whoever is asked.
    const least = 3 * 90 + 60 + 300 + 900 + 900 + 300;
    expect(brokenLinks({ ...disk, timeoutSeconds: least }, facts)).toEqual([]);
    expect(brokenLinks({ ...disk, timeoutSeconds: least - 1 }, facts)).toHaveLength(1);
  });
});
