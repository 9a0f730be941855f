import { describe, expect, it } from 'vitest';
import { deploymentRecord } from './record.fixture.ts';
import { reasonOf, withLine } from './record.ts';

describe('withLine', () => {
  it('adds a line and leaves the rest alone', () => {
    const before = deploymentRecord({ timeline: [{ at: '1', words: 'first' }] });
    expect(withLine(before, '2', 'second')).toEqual({
      ...before,
      timeline: [
        { at: '1', words: 'first' },
        { at: '2', words: 'second' },
      ],
    });
    expect(before.timeline).toHaveLength(1);
  });

  it('keeps the newest sixty', () => {
    let record = deploymentRecord();
    for (let n = 1; n <= 61; n++) record = withLine(record, String(n), `line ${n}`);
    expect(record.timeline).toHaveLength(60);
    expect(record.timeline[0]).toEqual({ at: '2', words: 'line 2' });
    expect(record.timeline.at(-1)).toEqual({ at: '61', words: 'line 61' });
  });
});

describe('reasonOf', () => {
  it('is there in the states that have one', () => {
    const reason = { code: 'JUDGED_WORSE', words: 'More errors.' } as const;
    expect(reasonOf({ name: 'RESTORING', reason, since: 'now' })).toBe(reason);
    expect(reasonOf({ name: 'PROMOTED', at: 'now' })).toBeUndefined();
  });
});
