import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { systemClock } from '../../functions/clock.ts';
import { VirtualClock } from '../clock/virtual-clock.ts';
import { keepTime, keptClock } from './kept-clock.ts';
import { Storage } from './storage.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'clock-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

it('begins with the machine’s time and goes on after the time that was read last, whatever ended the process', async () => {
  const before = systemClock.now();
  const clock = keptClock(new Storage(directory), 1_000);
  expect(clock.now()).toBeGreaterThanOrEqual(before);
  const pace = new VirtualClock();
  void keepTime(new Storage(directory), clock, new AbortController().signal, pace);
  await pace.advanceBy(250);
  const lastRead = clock.now();
  expect(keptClock(new Storage(directory), 30).now()).toBeGreaterThan(lastRead);
});

it('goes on where an orderly end left it', async () => {
  const clock = keptClock(new Storage(directory), 1);
  const stopped = new AbortController();
  const kept = keepTime(new Storage(directory), clock, stopped.signal, new VirtualClock());
  stopped.abort();
  await kept;
  await Promise.resolve();
  const written = new Storage(directory).load<{ now: number }>('clock')?.now;
  expect(written).toBeLessThanOrEqual(clock.now());
});
