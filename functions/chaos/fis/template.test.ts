import { describe, expect, it } from 'vitest';
import { MOST_TARGETS, templateOf } from './template.ts';

const template = (count: number, alarms = ['arn:alarm']) =>
  templateOf({
    id: 'exp-1',
    method: { fault: 'latency', scope: { percent: 100 }, intensity: 50, durationSeconds: 60 },
    magnitude: 1000,
    targets: Array.from({ length: count }, (_, index) => `arn:task/${index}`),
    roleArn: 'arn:role',
    alarms,
  });

describe('templateOf', () => {
  it('names five targets at a time, each five with an action of their own', () => {
    const { targets = {}, actions = {} } = template(12);
    expect(Object.values(targets).map(({ resourceArns = [] }) => resourceArns.length)).toEqual([5, 5, 2]);
    const named = Object.values(actions).map((action) => action.targets?.['Tasks']);
    expect(named).toEqual(Object.keys(targets));
    const [first, ...others] = Object.values(actions).map(({ actionId, parameters }) => ({
      actionId,
      parameters,
    }));
    for (const other of others) expect(other).toEqual(first);
  });

  it('is not made for more than FIS takes, nor without a stop condition', () => {
    expect(Object.keys(template(MOST_TARGETS).actions ?? {})).toHaveLength(20);
    expect(() => template(MOST_TARGETS + 1)).toThrow(RangeError);
    expect(() => template(1, [])).toThrow('stop condition');
  });
});
