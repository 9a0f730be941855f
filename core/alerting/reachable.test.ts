import { describe, expect, it } from 'vitest';
import { asReachable } from './reachable.ts';

const tell = {
  kind: 'tell',
  name: "Level 1 of 'default'",
  step: 1,
  level: 1,
  channels: ['ops', 'mail'],
  waitSeconds: 300,
  words: "Level 1 of 'default' is told.",
} as const;
const ops = ['ops', 'The secret operate/slack does not exist.'] as const;
const mail = ['mail', 'The secret operate/mail has no value.'] as const;

describe('a level whose channels lack their secrets', () => {
  it('is as it was where none of its own does', () => {
    expect(asReachable(tell, new Map([['other', 'Gone.']]))).toBe(tell);
  });

  it('is told on the others, and says so', () => {
    expect(asReachable(tell, new Map([ops]))).toEqual({
      ...tell,
      words: "Level 1 of 'default' is told. Not on ops: The secret operate/slack does not exist.",
    });
  });

  it('is not called told where all do, and holds the next one up for moments only', () => {
    expect(asReachable(tell, new Map([ops, mail]))).toEqual({
      ...tell,
      waitSeconds: 10,
      words:
        "Level 1 of 'default' reaches nobody. ops: The secret operate/slack does not exist. mail: The secret operate/mail has no value.",
    });
  });
});
