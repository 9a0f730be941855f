import { describe, expect, it } from 'vitest';
import { DependencyFailed, NotFound } from '../../core/errors.ts';
import type { Clock } from '../../functions/clock.ts';
import { follow } from './follow.ts';
import { type Deployment, isOver, progressLine } from './progress.ts';

const TELLING = { line: progressLine, isOver };

const step = {
  weight: 10,
  bakeSeconds: 60,
  minRequests: 1,
  deadlineSeconds: 900,
  comparison: 'concurrent' as const,
};
const at = '2026-01-31T12:00:00Z';
const scene = (state: Deployment['state'], more: Partial<Deployment> = {}): Deployment => ({
  deploymentId: 'd',
  kind: 'deploy',
  state,
  steps: [step, step],
  ...more,
});
const first = scene('BAKING', { step: 0, weights: { asked: 10, readBack: 10, at } });
const story: Deployment[] = [
  scene('PENDING'),
  first,
  first,
  scene('BAKING', {
    step: 1,
    weights: { asked: 100, readBack: 55, at },
    lastVerdict: { decision: 'CONTINUE', words: 'Errors 0.1% against 0.1%.', at },
  }),
  scene('PROMOTED', { weights: { asked: 100, readBack: 100, at } }),
];

function stage(scenes: (Deployment | Error)[], isTerminal: boolean) {
  const shown: string[] = [];
  const slept: number[] = [];
  const clock: Clock = { now: () => 0, sleep: async (milliseconds) => void slept.push(milliseconds) };
  let next = 0;
  const read = async () => {
    const shownNext = scenes[next++];
    if (shownNext instanceof Error) throw shownNext;
    if (!shownNext) throw new Error('read after the end');
    return shownNext;
  };
  const screen = { isTerminal, columns: 60, write: (text: string) => void shown.push(text) };
  return { shown, slept, run: () => follow(read, TELLING, clock, screen) };
}

describe('following a deployment', () => {
  it('tells each change in a line of its own where nobody looks', async () => {
    const { shown, slept, run } = stage(story, false);
    expect((await run()).state).toBe('PROMOTED');
    expect(shown).toEqual([
      '[--------------------]  PENDING\n',
      '[##------------------]  BAKING  step 1 of 2  asked 10%, read back 10%\n',
      '[###########---------]  BAKING  step 2 of 2  asked 100%, read back 55%  Errors 0.1% against 0.1%.\n',
      '[####################]  PROMOTED  asked 100%, read back 100%\n',
    ]);
    expect(slept).toHaveLength(4);
  });

  it('rewrites one line on a terminal, never wider than it', async () => {
    const { shown, run } = stage(story, true);
    await run();
    expect(shown.at(-1)).toBe('\n');
    const drawn = shown.slice(0, -1);
    expect(drawn.every((text) => text.startsWith('\r\u001b[2K') && text.length <= 59 + 5)).toBe(true);
  });

  it('outlasts answers that fail for a while', async () => {
    const down = new DependencyFailed('no answer');
    const { run } = stage([down, ...story.slice(0, 1), down, down, ...story.slice(4)], false);
    expect((await run()).state).toBe('PROMOTED');
  });

  it('gives up when nobody answers any more, or the deployment is gone', async () => {
    await expect(stage(Array(10).fill(new DependencyFailed('x')), false).run()).rejects.toThrow('x');
    await expect(stage([new NotFound('gone')], false).run()).rejects.toThrow('gone');
  });

  it('says what a person can do about one that waits', () => {
    expect(progressLine(scene('PAUSED'))).toContain(
      'operate resume-deployment, promote-deployment or abort-deployment --deployment-id d',
    );
    expect(progressLine(scene('AWAITING_APPROVAL'))).toContain(
      'approve or reject, as a second person, --deployment-id d',
    );
  });

  it('shows the reason of an end rather than an older verdict', () => {
    const reason = { code: 'JUDGED_WORSE' as const, words: 'Errors 9% against 0.1%.' };
    const lastVerdict = { decision: 'CONTINUE', words: 'fine', at };
    expect(progressLine(scene('ROLLED_BACK', { reason, lastVerdict }))).toBe(
      '[--------------------]  ROLLED_BACK  Errors 9% against 0.1%.',
    );
  });
});
