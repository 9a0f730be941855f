import { describe, expect, it } from 'vitest';
import { bench, numbered } from './mapping.fixture.ts';

const sizes = (seen: readonly { bodies: readonly string[] }[]) => seen.map(({ bodies }) => bodies.length);

describe('batches of a queue', () => {
  it('are messages as Lambda hands them over, and are gone when they are done', async () => {
    const events: unknown[] = [];
    const { sqs, clock, map, definition, left } = bench((records) => void events.push(records));
    map();
    const sentAt = clock.now();
    const id = sqs.send(definition.queueArn, { body: '{"n":1}', attributes: { KIND: 'x' } });
    await clock.runUntilIdle();
    expect(events).toEqual([
      [
        {
          messageId: id,
          receiptHandle: `${id}/1`,
          body: '{"n":1}',
          attributes: {
            SentTimestamp: String(sentAt),
            ApproximateReceiveCount: '1',
            ApproximateFirstReceiveTimestamp: String(sentAt),
          },
          messageAttributes: { KIND: { dataType: 'String', stringValue: 'x' } },
          md5OfBody: '082c26c8a6bc75226a31da5495cc9292',
          eventSource: 'aws:sqs',
          eventSourceARN: 'arn:aws:sqs:eu-west-1:000000000000:mail',
          awsRegion: 'eu-west-1',
        },
      ],
    ]);
    expect(left()).toEqual([]);
  });

  it('go out when they are full, and when their window is over', async () => {
    const { clock, map, send, seen } = bench(undefined, { batchSize: 25, windowSeconds: 5 });
    send(...numbered(60));
    map();
    await clock.advanceBy(1_000);
    expect(sizes(seen)).toEqual([25, 25]);
    await clock.advanceBy(5_000);
    expect(seen.map(({ at, bodies }) => [at, bodies.length])).toEqual([
      [0, 25],
      [0, 25],
      [5_000, 10],
    ]);
  });

  it('wait for their window from the first message on, and take in what comes meanwhile', async () => {
    const { clock, map, send, seen } = bench(undefined, { batchSize: 100, windowSeconds: 5 });
    map();
    await clock.advanceBy(60_000);
    send('first');
    await clock.advanceBy(4_900);
    send('second');
    await clock.advanceBy(60_000);
    expect(seen).toEqual([{ at: 65_000, bodies: ['first', 'second'] }]);
  });

  it('without a window hold what is there', async () => {
    const { clock, map, send, seen } = bench();
    map();
    send(...numbered(12));
    await clock.runUntilIdle();
    expect(sizes(seen)).toEqual([10, 2]);
    expect(clock.now()).toBe(Date.UTC(2026, 0, 1));
  });

  it('are worked on a few at a time; the rest stays in the queue', async () => {
    let [running, most] = [0, 0];
    const { clock, map, send, seen, sqs } = bench(
      async () => {
        most = Math.max(most, ++running);
        await clock.sleep(3_000);
        running -= 1;
      },
      { batchSize: 1, concurrency: 3 },
    );
    map();
    send(...numbered(10));
    await clock.advanceBy(1_000);
    expect(seen).toHaveLength(3);
    expect(sqs.messages('mail').filter(({ receiveCount }) => receiveCount === 0)).toHaveLength(7);
    await clock.runUntilIdle();
    expect([seen.length, most]).toEqual([10, 3]);
    expect(new Set(seen.flatMap(({ bodies }) => bodies)).size).toBe(10);
  });

  it('are no larger than a function takes', async () => {
    const { clock, map, send, seen, left } = bench(undefined, { batchSize: 100, windowSeconds: 1 });
    map();
    const large = 'x'.repeat(1_000_000);
    send(...Array.from({ length: 8 }, () => large));
    await clock.runUntilIdle();
    expect(sizes(seen)).toEqual([6, 2]);
    expect(left()).toEqual([]);
  });

  it('a storm is a few of them', async () => {
    const { clock, map, send, seen, left } = bench(undefined, { batchSize: 500, windowSeconds: 2 });
    map();
    send(...numbered(2_000));
    await clock.runUntilIdle();
    expect(seen).toHaveLength(4);
    expect(left()).toEqual([]);
  });
});

describe('a mapping', () => {
  it('is no reason for time to pass while its queue is empty', async () => {
    const { clock, map } = bench();
    map();
    await clock.runUntilIdle();
    expect(clock.now()).toBe(Date.UTC(2026, 0, 1));
  });

  it('is replaced as a whole, and taken away', async () => {
    const { clock, mappings, definition, map, send, seen, left } = bench();
    map();
    mappings.put({ ...definition, batchSize: 1 });
    send('1', '2');
    await clock.runUntilIdle();
    expect(seen.map(({ bodies }) => bodies)).toEqual([['1'], ['2']]);
    mappings.delete(definition.queueArn);
    send('3');
    await clock.advanceBy(60_000);
    expect([seen.length, left()]).toEqual([2, ['3']]);
  });

  it('ends when nothing is worked on any more', async () => {
    const done: string[] = [];
    const { clock, mappings, map, send } = bench(async ([record]) => {
      await clock.sleep(5_000);
      done.push(record?.body ?? '');
    });
    map();
    send('1');
    await clock.advanceBy(1_000);
    send('2');
    await clock.advanceBy(1_000);
    await mappings.close();
    expect(done).toEqual(['1', '2']);
  });
});
