import { describe, expect, it } from 'vitest';
import { Conflict, InvalidInput, TooManyRequests } from '../../core/errors.ts';
import { errorAsJson, render, renderError } from './output.ts';
import { UsageError } from './usage-error.ts';

const lines = (...all: string[]) => all.join('\n');

describe('an answer for people', () => {
  it.each<[string, unknown, string]>([
    [
      'scalars',
      { paintingId: 'p-1', coats: 2, dryRun: false },
      lines('painting id: p-1', 'coats: 2', 'dry run: false'),
    ],
    ['absent and null values', { a: undefined, b: null }, 'b: -'],
    [
      'nested records',
      { state: { name: 'BAKING', step: 1 } },
      lines('state:', '  name: BAKING', '  step: 1'),
    ],
    ['lists of words', { missing: ['alarms', 'rum'] }, 'missing: alarms, rum'],
    ['empty lists', { houses: [] }, 'houses: none'],
    [
      'lists of records, as a table',
      {
        houses: [
          { name: 'barn', coats: 2 },
          { name: 'shed', coats: 10, colour: 'red', state: { name: 'DRY', since: 'noon' } },
        ],
        nextToken: 'n',
      },
      lines(
        'houses:',
        '  name  coats  colour  state',
        '  barn  2      -       -',
        '  shed  10     red     name DRY, since noon',
        'next token: n',
      ),
    ],
    [
      'wide records, without what is nested and with long cells cut',
      { rows: [{ a: 1, b: 2, c: 3, d: 4, e: 5, f: 'x'.repeat(40), g: { h: 1 } }] },
      lines('rows:', `  a  b  c  d  e  f${' '.repeat(27)}`.trimEnd(), `  1  2  3  4  5  ${'x'.repeat(27)}…`),
    ],
    ['a bare value', 'done', 'done'],
  ])('%s', (_case, answer, text) => {
    expect(render(answer)).toBe(text);
  });

  it('puts sentences below their rows where the terminal is too narrow for a table', () => {
    const checks = [
      { check: 'rule r', state: 'BROKEN', words: 'There is no such rule at all.', fix: 'Deploy the stacks.' },
      { check: 'table', state: 'OK', words: 'It answers.' },
    ];
    expect(render({ state: 'BROKEN', checks }, 30)).toBe(
      lines(
        'state: BROKEN',
        'checks:',
        '  check   state',
        '  rule r  BROKEN',
        '    There is no such rule at',
        '    all.',
        '    -> Deploy the stacks.',
        '  table   OK',
        '    It answers.',
      ),
    );
    expect(render({ checks }, 200)).toBe(render({ checks }));
  });

  it('leaves out columns of a table that is too wide, those that say least first, and names them', () => {
    const row = { incidentId: 'inc-1', title: 'Errors', description: 'x'.repeat(40), state: 'TRIGGERED' };
    expect(render({ incidents: [{ ...row, createdBy: 'ada' }] }, 80)).toBe(
      lines(
        'incidents:',
        `  incident id  title   description${' '.repeat(31)}state`,
        `  inc-1        Errors  ${'x'.repeat(40)}  TRIGGERED`,
        '  with --json also: created by',
      ),
    );
    expect(render({ incidents: [row] }, 40)).toBe(
      lines(
        'incidents:',
        '  incident id  title   state',
        '  inc-1        Errors  TRIGGERED',
        '  with --json also: description',
      ),
    );
    const named = render({ incidents: [row] }, 10).split('\n');
    expect(named[1]).toBe('  incident id  title');
    expect(named.at(-1)).toBe('  with --json also: description, state');
  });

  it('keeps the state of a deployment in view before what it pins', () => {
    const row = { deploymentId: 'dep-1', service: 'shop', pinned: 'p'.repeat(30), previousVersion: 'v1' };
    expect(
      render({ deployments: [{ ...row, state: 'BAKING' }] }, 50)
        .split('\n')
        .slice(1),
    ).toEqual([
      '  deployment id  service  previous version  state',
      '  dep-1          shop     v1                BAKING',
      '  with --json also: pinned',
    ]);
  });

  it('never lets text of others control the terminal', () => {
    expect(render({ words: 'a\u001b[2Jb\u0007' })).toBe('words: a\u{FFFD}[2Jb\u{FFFD}');
    expect(renderError(new Conflict('a\u001b[2J'))).toBe('Conflict: a\u{FFFD}[2J');
  });
});

describe('a refusal', () => {
  const violations = [{ field: 'steps.0.weight', problem: 'must be <= 100', allowed: 'at most 100' }];

  it('says field, problem and what is allowed', () => {
    expect(renderError(new InvalidInput('Not a plan.', { violations }))).toBe(
      lines('InvalidInput: Not a plan.', '  steps.0.weight must be <= 100; allowed: at most 100'),
    );
  });

  it('says what stands in the way and when to come back', () => {
    expect(renderError(new Conflict('Held.', { conflictsWith: 'deployment/d-1' }))).toContain(
      'in the way: deployment/d-1',
    );
    expect(renderError(new TooManyRequests('Slow.', { retryAfterSeconds: 2 }))).toContain('try again in 2 s');
  });

  it('is JSON for programs, without its cause', () => {
    expect(errorAsJson(new InvalidInput('No.', { violations, cause: new Error('secret') }))).toEqual({
      title: 'InvalidInput',
      status: 400,
      detail: 'No.',
      violations,
    });
    expect(errorAsJson(new UsageError('What?'))).toEqual({ title: 'UsageError', detail: 'What?' });
  });
});
