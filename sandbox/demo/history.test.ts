import type { HistoryEvent } from '@aws-sdk/client-sfn';
import { describe, expect, it } from 'vitest';
import { decidedAt, restoresAtOnce } from './history.ts';

type Short = ['enter', string] | ['choose', string] | ['answer', string] | ['end', HistoryEvent['type']];

/** One event a second. */
function history(...events: readonly Short[]): HistoryEvent[] {
  return events.map(([kind, text], second) => {
    const timestamp = new Date(second * 1_000);
    const event = { id: second + 1, timestamp };
    if (kind === 'end') return { ...event, type: text };
    if (kind === 'answer') {
      const output = JSON.stringify({ next: text });
      return { ...event, type: 'TaskStateExited', stateExitedEventDetails: { name: 'Look', output } };
    }
    const type = kind === 'choose' ? 'ChoiceStateEntered' : 'TaskStateEntered';
    return { ...event, type, stateEnteredEventDetails: { name: text } };
  });
}

describe('restoresAtOnce', () => {
  it('holds when only the choice lies between', () => {
    const events = history(
      ['enter', 'Look'],
      ['answer', 'restore'],
      ['choose', 'Verdict'],
      ['enter', 'Restore'],
    );
    expect(restoresAtOnce(events)).toBe(true);
  });

  it('does not hold when anything else comes first, or nothing', () => {
    const asked: Short[] = [
      ['answer', 'restore'],
      ['choose', 'Verdict'],
    ];
    expect(restoresAtOnce(history(...asked, ['enter', 'Wait'], ['enter', 'Restore']))).toBe(false);
    expect(restoresAtOnce(history(...asked))).toBe(false);
  });

  it('says nothing of a run that was never asked to restore', () => {
    expect(restoresAtOnce(history(['answer', 'wait'], ['enter', 'Promote']))).toBeUndefined();
  });
});

describe('decidedAt', () => {
  it('is when the run begins to restore or promote, or else when it is ended', () => {
    const restored = history(['enter', 'Look'], ['enter', 'Restore'], ['end', 'ExecutionFailed']);
    expect(decidedAt(restored)).toBe(1_000);
    expect(decidedAt(history(['enter', 'Look'], ['end', 'ExecutionAborted']))).toBe(1_000);
    expect(decidedAt(history(['enter', 'Look']))).toBeUndefined();
  });
});
