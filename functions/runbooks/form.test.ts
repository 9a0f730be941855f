import { describe, expect, it } from 'vitest';
import { form } from './form.ts';

const base = {
  name: 'a',
  summary: 'Does it.',
  triggers: [{ metric: 'm' }],
  risk: 'low',
  timeoutSeconds: 3600,
  steps: [{ name: 'pause', tool: 'wait', params: { seconds: 5 } }],
  recovery: { withinSeconds: 60, forSeconds: 60 },
};

describe('the form of a runbook', () => {
  it('fills in what is usual', () => {
    expect(form({ ...base, $schema: 'x' })).toEqual({
      ...base,
      triggers: [{ metric: 'm', duration: 0 }],
      approvalSeconds: 3600,
      limits: { concurrency: 1, perHour: 3, costPerDay: 5 },
      onFailure: 'undo',
    });
  });

  it.each<[string, unknown, unknown[]]>([
    ['no object', 7, [{ path: [], problem: 'does not fit', allowed: expect.stringContaining('object') }]],
    [
      'a field that is missing',
      { ...base, risk: undefined },
      [{ path: ['risk'], problem: 'is missing', allowed: 'one of low, medium, high' }],
    ],
    [
      'a wrong type',
      { ...base, summary: 7 },
      [{ path: ['summary'], problem: 'does not fit', allowed: expect.stringContaining('string') }],
    ],
    [
      'fields that nobody knows',
      { ...base, a: 1, b: 2 },
      ['a', 'b'].map((field) => ({
        path: [field],
        problem: 'is not a known field',
        allowed: 'no field of this name',
      })),
    ],
    [
      'an unknown tool',
      { ...base, steps: [{ name: 'x', tool: 'shout' }] },
      [
        {
          path: ['steps', 0, 'tool'],
          problem: 'does not fit',
          allowed: expect.stringContaining("'scale_service'"),
        },
      ],
    ],
    [
      'a time-out of a wait',
      { ...base, steps: [{ ...base.steps[0], timeoutSeconds: 5 }] },
      [
        {
          path: ['steps', 0, 'timeoutSeconds'],
          problem: 'is not a known field',
          allowed: 'no field of this name',
        },
      ],
    ],
    [
      'a parameter of a wrong type',
      { ...base, steps: [{ name: 'x', tool: 'wait', params: { seconds: 'long' } }] },
      [
        {
          path: ['steps', 0, 'params', 'seconds'],
          problem: 'does not fit',
          allowed: expect.stringContaining('number'),
        },
      ],
    ],
  ])('refuses %s', (_name, value, problems) => {
    expect(form(value)).toEqual(problems);
  });
});
