import { beforeEach, describe, expect, it } from 'vitest';
import { changing, type Served, served } from './serve/served.fixture.ts';

let disk: Served;
beforeEach(async () => {
  disk = await served();
});

describe('an idempotency key', () => {
  it('gets the first answer for a day, and then a new one', async () => {
    const first = await disk.ask({ key: 'key-1' }, changing('a'));
    await disk.clock.advanceBy(86_399_000);
    expect(await disk.ask({ key: 'key-1' }, changing('b'))).toEqual(first);
    await disk.clock.advanceBy(2_000);
    expect((await disk.ask({ key: 'key-1' }, changing('b'))).body).toMatchObject({ resource: 'b' });
    expect(disk.calls).toHaveLength(2);
  });

  it('is of one caller, and means nothing to a read', async () => {
    await disk.ask({ key: 'key-1' }, changing('a'));
    await disk.ask({ as: 'deployers/grace', key: 'key-1' }, changing('b'));
    await disk.ask({ key: 'key-1' }, undefined, { risk: 'read' });
    expect(disk.calls).toHaveLength(3);
    expect(disk.calls[2]?.context.call.idempotencyKey).toBeUndefined();
  });

  it('of disk.calls at the same time lets one be done', async () => {
    const answers = await Promise.all(
      [1, 2, 3, 4].map((n) => disk.ask({ key: 'key-1' }, changing(`disk-${n}`))),
    );
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    const done = (await disk.audited()).filter(({ outcome }) => outcome === 'DONE');
    expect(done).toHaveLength(1);
  });
});
