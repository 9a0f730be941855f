import { describe, expect, it } from 'vitest';
import { LogStore } from './log-store.ts';

function store(options = {}) {
  const made = new LogStore(options);
  made.createGroup('group', 0);
  made.createStream('group', 'stream');
  const append = (timestamp: number, message = String(timestamp)): void =>
    made.append('group', 'stream', { timestamp, message }, timestamp);
  const messages = (now = 0) => made.streamEvents('group', 'stream', now).map(({ message }) => message);
  return { made, append, messages };
}

describe('LogStore', () => {
  it('keeps a stream in the order of its timestamps, and lines of one moment in order of arrival', () => {
    const { append, messages } = store();
    append(5, 'b');
    append(1, 'a');
    append(5, 'c');
    expect(messages()).toEqual(['a', 'b', 'c']);
  });

  it('merges the streams of a group by timestamp', () => {
    const { made, append } = store();
    made.createStream('group', 'other');
    append(1);
    made.append('group', 'other', { timestamp: 2, message: '2' }, 2);
    append(3);
    const all = made.groupEvents('group', () => true, 0);
    expect(all.map(({ stream, message }) => [stream, message])).toEqual([
      ['stream', '1'],
      ['other', '2'],
      ['stream', '3'],
    ]);
  });

  it('keeps no more lines than a group may have, the newest', () => {
    const { append, messages } = store({ eventsPerGroup: 100 });
    for (let index = 0; index < 1000; index++) append(index);
    expect(messages().length).toBeLessThanOrEqual(100);
    expect(messages().length).toBeGreaterThanOrEqual(90);
    expect(messages().at(-1)).toBe('999');
  });

  it('shows no line that is past retention', () => {
    const { append, messages } = store({ retentionMilliseconds: 1000 });
    append(1000);
    append(1500);
    expect(messages(2000)).toEqual(['1000', '1500']);
    expect(messages(2001)).toEqual(['1500']);
  });

  it('comes back from its snapshot', () => {
    const { made, append } = store();
    append(1);
    const saved = JSON.parse(JSON.stringify(made.snapshot()));
    const restored = new LogStore();
    restored.restore(saved);
    expect(restored.snapshot()).toEqual(saved);
    restored.append('group', 'stream', { timestamp: 2, message: '2' }, 2);
    expect(made.snapshot()).toEqual(saved);
  });
});
