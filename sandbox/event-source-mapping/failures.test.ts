import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ProcessExit } from '../lambda/function-error.ts';
import { bench, failing, numbered } from './mapping.fixture.ts';

const MINUTE_MS = 60_000;

describe('messages of a batch that fail', () => {
  it('come back alone when their visibility time-out is over, as often as they may, then are dead letters', async () => {
    const { clock, map, send, seen, left, dead } = bench((records) => failing(records, ['bad']));
    map();
    const [, id] = send('good', 'bad', 'fine');
    await clock.runUntilIdle();
    expect(seen).toEqual([
      { at: 0, bodies: ['good', 'bad', 'fine'] },
      { at: MINUTE_MS, bodies: ['bad'] },
      { at: 2 * MINUTE_MS, bodies: ['bad'] },
    ]);
    expect(left()).toEqual([]);
    expect(dead()).toMatchObject([
      {
        id,
        body: 'bad',
        redrivenFrom: 'arn:aws:sqs:eu-west-1:000000000000:mail',
        sentAt: Date.UTC(2026, 0, 1),
      },
    ]);
  });

  it('are all of them where the function throws, ends or says it wrongly', async () => {
    const ways: readonly ((id: string) => unknown)[] = [
      () => {
        throw new Error('no');
      },
      () => {
        throw new ProcessExit();
      },
      () => ({ batchItemFailures: [{ itemIdentifier: 'another' }] }),
      () => ({ batchItemFailures: [{ itemIdentifier: '' }] }),
      () => ({ batchItemFailures: [{ id: 'm' }] }),
      () => ({ batchItemFailures: 'all' }),
    ];
    for (const way of ways) {
      const { clock, map, send, left } = bench(([record]) => way(record?.messageId ?? ''));
      map();
      send('1', '2');
      await clock.advanceBy(1_000);
      expect(left()).toEqual(['1', '2']);
    }
  });

  it.each([[undefined], [null], [{}], [{ batchItemFailures: null }]])(
    'are none where it answers %j',
    async (answer) => {
      const { clock, map, send, left } = bench(() => answer);
      map();
      send('1', '2');
      await clock.advanceBy(1_000);
      expect(left()).toEqual([]);
    },
  );
});

describe('nothing is lost', () => {
  it('when the function dies in mid-batch: the batch is handed out again', async () => {
    let died = false;
    const worked: string[] = [];
    const { clock, map, send, left, dead } = bench((records) => {
      for (const { body } of records) {
        worked.push(body);
        if (body === '2' && !died) {
          died = true;
          throw new ProcessExit();
        }
      }
    });
    map();
    send('1', '2', '3');
    await clock.runUntilIdle();
    expect(worked).toEqual(['1', '2', '1', '2', '3']);
    expect([left(), dead()]).toEqual([[], []]);
  });

  it('when the function takes longer than its time', async () => {
    let slow = true;
    const { clock, map, send, seen, left } = bench(async () => {
      if (slow) await clock.sleep(MINUTE_MS);
      slow = false;
    });
    map();
    send('1');
    await clock.runUntilIdle();
    expect(seen.map(({ at }) => at)).toEqual([0, MINUTE_MS]);
    expect(left()).toEqual([]);
  });

  it('when the queue cannot be read for a while', async () => {
    const { clock, faults, map, send, seen, left } = bench();
    faults.add({ match: { command: 'ReceiveMessage' }, effect: 'throttle', times: 20 });
    map();
    send(...numbered(3));
    await clock.runUntilIdle();
    expect(seen.map(({ bodies }) => bodies)).toEqual([['1', '2', '3']]);
    expect(faults.applied).toHaveLength(20);
    expect(left()).toEqual([]);
  });

  it.each(['error-before', 'error-after'] as const)(
    'when messages cannot be deleted (%s)',
    async (effect) => {
      const { clock, faults, map, send, seen, left } = bench();
      const error = { name: 'InternalFailure', statusCode: 500 };
      faults.add({ match: { command: 'DeleteMessageBatch' }, effect, error, times: 3 });
      map();
      send('1');
      await clock.runUntilIdle();
      expect(seen).toHaveLength(effect === 'error-before' ? 2 : 1);
      expect(left()).toEqual([]);
    },
  );

  it('while the function is throttled, however long that is', async () => {
    const { clock, lambda, map, send, seen, left } = bench();
    lambda.reserveConcurrency('sort', 0);
    map();
    send('1');
    await clock.advanceBy(90_000);
    expect([seen, left()]).toEqual([[], ['1']]);
    lambda.reserveConcurrency('sort', undefined);
    await clock.runUntilIdle();
    expect([seen.length, left()]).toEqual([1, []]);
  });

  it('when the process ends: what was worked on comes back, the rest is still there', async () => {
    const first = bench(() => first.clock.sleep(5_000), { batchSize: 2 });
    first.map();
    first.send('1', '2', '3');
    await first.clock.advanceBy(1_000);
    const kept = JSON.parse(JSON.stringify(first.sqs.snapshot())) as ReturnType<typeof first.sqs.snapshot>;
    const second = bench(undefined, { batchSize: 2 });
    second.map();
    second.restore(kept);
    await second.clock.runUntilIdle();
    expect(second.seen.flatMap(({ bodies }) => bodies).sort()).toEqual(['1', '2', '3']);
    expect(second.left()).toEqual([]);
  });

  it('whatever fails and however often: every message is done or a dead letter', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(4), { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 2, max: 4 }),
        async (failuresOf, batchSize, concurrency) => {
          const tries = new Map<string, number>();
          const { clock, map, send, left, dead } = bench(
            (records) => {
              for (const { body } of records) tries.set(body, (tries.get(body) ?? 0) + 1);
              const bad = records.filter(
                ({ body }) => (tries.get(body) ?? 0) <= (failuresOf[Number(body) - 1] ?? 0),
              );
              return failing(
                records,
                bad.map(({ body }) => body),
              );
            },
            { batchSize, concurrency, windowSeconds: 1 },
          );
          map();
          send(...numbered(failuresOf.length));
          await clock.runUntilIdle();
          const hopeless = numbered(failuresOf.length).filter(
            (body) => (failuresOf[Number(body) - 1] ?? 0) >= 3,
          );
          expect(left()).toEqual([]);
          expect(
            dead()
              .map(({ body }) => body)
              .sort(),
          ).toEqual(hopeless.sort());
          expect([...tries.values()].every((count) => count <= 3)).toBe(true);
        },
      ),
      { numRuns: 20 },
    ));
});
