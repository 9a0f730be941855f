import { beforeEach, describe, expect, it } from 'vitest';
import {
  Conflict,
  DependencyFailed,
  Forbidden,
  NotFound,
  Refused,
  TooManyRequests,
} from '../../core/errors.ts';
import { ARN, fails, type Served, served } from './served.fixture.ts';

let disk: Served;
beforeEach(async () => {
  disk = await served();
});

describe('a refusal', () => {
  it('says what it means to say', async () => {
    const violations = [{ field: 'gate.freeze', problem: 'Frozen.', allowed: 'PASSED' }];
    expect((await disk.ask({}, fails(new Refused('Frozen.', { violations })))).body).toMatchObject({
      status: 422,
      violations,
    });
    expect((await disk.ask({}, fails(new Conflict('Busy.', { conflictsWith: 'dep-1' })))).body).toMatchObject(
      {
        status: 409,
        conflictsWith: 'dep-1',
      },
    );
    const waits = await disk.ask({}, fails(new TooManyRequests('Slower.', { retryAfterSeconds: 7 })));
    expect([waits.headers['retry-after'], waits.body['retryAfterSeconds']]).toEqual(['7', 7]);
    const soon = await disk.ask({}, fails(new TooManyRequests('Slower.')));
    expect(soon.headers['retry-after']).toBe('1');
    expect((await disk.ask({}, fails(new NotFound('None.')))).headers['retry-after']).toBeUndefined();
  });

  it.each<[string, Error]>([
    ['an unforeseen error', new Error('password is hunter2', { cause: new Error('hunter2') })],
    ['a cause', new Conflict('Busy.', { cause: new Error('hunter2') })],
    ['something that is no error', 'hunter2' as never],
  ])('never tells %s, which the log keeps', async (_what, error) => {
    const { status, text, body } = await disk.ask({}, fails(error));
    expect(text).not.toContain('hunter2');
    expect(text).not.toMatch(/\bat .*\.ts/);
    expect(Object.keys(body)).toEqual(['type', 'title', 'status', 'detail', 'instance']);
    if (status === 500 && error instanceof Error) expect(disk.lines.join('\n')).toContain('hunter2');
  });

  it('does not repeat what AWS said, but says what we have to say of it', async () => {
    const cause = Object.assign(new Error('User arn:aws:iam::1:role/x is not authorized'), {
      name: 'AccessDenied',
      $metadata: {},
    });
    expect((await disk.ask({}, fails(cause))).body).toMatchObject({
      title: 'DependencyFailed',
      detail: 'AWS answered AccessDenied; the log of request req-1 says more.',
    });
    expect(disk.lines.join('\n')).toContain('arn:aws:iam::1:role/x');
    const own = new DependencyFailed('The deployment could not be started.', { cause });
    expect((await disk.ask({}, fails(own))).body['detail']).toBe('The deployment could not be started.');
  });

  it('is audited, in a chain of the caller', async () => {
    await disk.ask({}, fails(new Refused('Frozen.')));
    await disk.clock.advanceBy(1);
    await disk.ask({ as: 'viewers/eve' });
    const records = await disk.audited();
    expect(
      records.map(({ caller, outcome, action, words }) => ({ caller, outcome, action, words })).toReversed(),
    ).toEqual([
      { caller: `${ARN}/deployers/ada`, outcome: 'Refused', action: 'resize_disk', words: 'Frozen.' },
      {
        caller: `${ARN}/viewers/eve`,
        outcome: 'Forbidden',
        action: 'resize_disk',
        words: expect.any(String),
      },
    ]);
    expect(records.every(({ resource }) => resource.startsWith('refusals/'))).toBe(true);
  });

  it('of whoever says nothing of who they are is counted and logged, and audited once a minute', async () => {
    const served = disk.serving(undefined, { surfaces: ['http'] });
    const anonymous = () => served({ size: 5 }, { awsRequestId: 'aws-1' });
    for (let n = 0; n < 20; n++) await expect(anonymous()).rejects.toMatchObject({ name: 'Unauthenticated' });
    expect(disk.lines.filter((line) => line.includes('"refused":1'))).toHaveLength(20);
    expect(await disk.audited()).toMatchObject([{ caller: 'anonymous', outcome: 'Unauthenticated' }]);
    await disk.clock.advanceBy(60_000);
    await expect(anonymous()).rejects.toThrow();
    expect(await disk.audited()).toHaveLength(2);
  });

  it('of a read is only logged', async () => {
    await disk.ask({}, fails(new NotFound('None.')), { risk: 'read' });
    expect(await disk.audited()).toEqual([]);
    expect(disk.lines.some((line) => line.includes('"code":"NotFound"'))).toBe(true);
  });

  it('is told even when it cannot be audited', async () => {
    disk.faults.add({
      match: { command: 'TransactWriteItems' },
      effect: 'error-before',
      error: { name: 'Broken' },
    });
    expect((await disk.ask({}, fails(new Forbidden('No.')))).status).toBe(403);
    expect(disk.lines.some((line) => line.includes('A refusal could not be audited.'))).toBe(true);
  });
});
