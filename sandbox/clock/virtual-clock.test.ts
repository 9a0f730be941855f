import { spawnSync } from 'node:child_process';
import { setImmediate as nextRound, setTimeout as realWait } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { VirtualClock } from './virtual-clock.ts';

const day = 86_400_000;

describe('VirtualClock', () => {
  it('jumps a day at once', async () => {
    const clock = new VirtualClock(0);
    await clock.sleep(day);
    expect(clock.now()).toBe(day);
  });

  it('wakes sleepers in the order of their time, then of their arrival', () =>
    fc.assert(
      fc.asyncProperty(fc.array(fc.nat(50), { maxLength: 300 }), async (delays) => {
        const clock = new VirtualClock(0);
        const woken: { at: number; index: number }[] = [];
        await Promise.all(
          delays.map(async (delay, index) => {
            await clock.sleep(delay);
            woken.push({ at: clock.now(), index });
          }),
        );
        const expected = delays
          .map((at, index) => ({ at, index }))
          .sort((a, b) => a.at - b.at || a.index - b.index);
        expect(woken).toEqual(expected);
      }),
      { numRuns: 20 },
    ));

  it('stands still while real work is held', async () => {
    const clock = new VirtualClock(0);
    const sleeping = clock.sleep(1000);
    await clock.hold(realWait(20).then(() => expect(clock.now()).toBe(0)));
    await sleeping;
    expect(clock.now()).toBe(1000);
  });

  it('goes on when held work fails', async () => {
    const clock = new VirtualClock(0);
    await expect(clock.hold(Promise.reject(new Error('disk')))).rejects.toThrow('disk');
    await clock.sleep(5);
    expect(clock.now()).toBe(5);
  });

  it('lets a sleeper arm the next one before it jumps again', async () => {
    const clock = new VirtualClock(0);
    const seen: number[] = [];
    const loop = async () => {
      for (let turn = 0; turn < 5; turn++) {
        await clock.sleep(10);
        seen.push(clock.now());
        for (let round = 0; round < 4; round++) await nextRound();
      }
    };
    await Promise.all([loop(), clock.sleep(1000)]);
    expect(seen).toEqual([10, 20, 30, 40, 50]);
  });

  it('rejects with the reason of the signal and forgets the sleeper', async () => {
    const clock = new VirtualClock(0);
    const abort = new AbortController();
    const many = Array.from({ length: 500 }, () => clock.sleep(day, abort.signal));
    abort.abort(new Error('stopped'));
    for (const result of await Promise.allSettled(many)) {
      expect(result).toMatchObject({ status: 'rejected', reason: { message: 'stopped' } });
    }
    await clock.runUntilIdle();
    expect(clock.now()).toBe(0);
    await expect(clock.sleep(1, abort.signal)).rejects.toThrow('stopped');
  });

  it('serves background sleepers only while a foreground sleeper lets time pass', async () => {
    const clock = new VirtualClock(0);
    let woken = 0;
    const background = clock.sleepInBackground(100).then(() => woken++);
    await clock.runUntilIdle();
    expect([clock.now(), woken]).toEqual([0, 0]);
    await clock.sleep(100);
    await background;
    expect([clock.now(), woken]).toEqual([100, 1]);
  });

  it('advances by an exact time although somebody sleeps longer', async () => {
    const clock = new VirtualClock(0);
    const longer = clock.sleep(day);
    await clock.advanceBy(1500);
    expect(clock.now()).toBe(1500);
    await longer;
    expect(clock.now()).toBe(day);
  });

  it('advances for several at once', async () => {
    const clock = new VirtualClock(0);
    await Promise.all([clock.advanceBy(100), clock.advanceBy(100), clock.advanceBy(300)]);
    expect(clock.now()).toBe(300);
  });

  it('settles what woke up before it answers', async () => {
    const clock = new VirtualClock(0);
    let done = false;
    void clock.sleepInBackground(10).then(async () => {
      await clock.hold(realWait(5));
      done = true;
    });
    await clock.advanceBy(10);
    expect(done).toBe(true);
  });

  it('does not keep a process alive for background sleepers', () => {
    const url = new URL('./virtual-clock.ts', import.meta.url).href;
    const program = `import { VirtualClock } from '${url}';
      const clock = new VirtualClock(0);
      void clock.sleepInBackground(10);
      void clock.hold(new Promise(() => {}));
      void clock.sleep(10);`;
    const { status, stderr } = spawnSync(
      process.execPath,
      ['--input-type=module-typescript', '-e', program],
      {
        encoding: 'utf8',
        timeout: 20_000,
      },
    );
    expect([status, stderr]).toEqual([0, '']);
  });
});
