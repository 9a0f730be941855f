import { describe, expect, it } from 'vitest';
import { FailureLog } from './failure-log.ts';
import { wordsOf } from './failure-words.ts';

function log() {
  const lines: string[] = [];
  return { lines, log: new FailureLog(wordsOf('shop'), (line) => lines.push(line)) };
}

/** Something that happens in every second of so many minutes. */
function everySecond(target: FailureLog, minutes: number, happen: () => void): void {
  for (let second = 0; second < 60 * minutes; second++) {
    happen();
    target.flush(second * 1_000);
  }
}

describe('a log of failures', () => {
  it('has a few lines a minute, however much fails', () => {
    const { lines, log: target } = log();
    everySecond(target, 5, () => target.failed('exception', 1_000));
    expect(lines).toHaveLength(30);
  });

  it('tells each kind as often as it happens', () => {
    const { lines, log: target } = log();
    everySecond(target, 20, () => {
      target.failed('exception', 1);
      target.called('bank', 10, { failed: 9, seconds: 1, failure: 'refused' });
    });
    expect(lines.filter((line) => line.includes('bank'))).toHaveLength(108);
    expect(lines.filter((line) => line.includes('exception'))).toHaveLength(12);
  });

  it('waits until what rarely fails has failed once', () => {
    const { lines, log: target } = log();
    everySecond(target, 10, () => target.failed('exception', 1 / 256));
    expect(lines).toHaveLength(2);
  });

  it('has nothing of what went well, and of slow calls how long they took', () => {
    const { lines, log: target } = log();
    everySecond(target, 1, () => target.called('bank', 10, { failed: 0, seconds: 1 }));
    expect(lines).toEqual([]);
    everySecond(target, 1, () => target.called('bank', 10, { failed: 0, seconds: 8.4 }));
    expect(lines[0]).toMatch(/slow call.*bank.*840 ms/);
  });
});
