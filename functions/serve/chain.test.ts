import { beforeEach, describe, expect, it } from 'vitest';
import { Conflict, DependencyFailed } from '../../core/errors.ts';
import { RecordChanged } from '../table.ts';
import { ARN, type Asked, changing, fails, type Served, served } from './served.fixture.ts';

let disk: Served;
beforeEach(async () => {
  disk = await served();
});

describe('a call that is in order', () => {
  it('reaches the handler with its input completed and its caller known', async () => {
    const { status, headers, body } = await disk.ask({ key: 'key-1' });
    expect([status, body]).toEqual([200, { done: true }]);
    expect(headers).toEqual({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'strict-transport-security': 'max-age=63072000',
      'content-type': 'application/json',
      'x-request-id': 'req-1',
    });
    expect(disk.calls).toHaveLength(1);
    expect(disk.calls[0]?.input).toEqual({ size: 5, unit: 'MB' });
    expect(disk.calls[0]?.context.call).toEqual({
      operation: 'resize_disk',
      requestId: 'req-1',
      caller: { arn: `${ARN}/deployers/ada`, roles: ['deployer'], kind: 'principal' },
      inputHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      idempotencyKey: 'key-1',
    });
    expect(await disk.audited()).toEqual([]);
  });

  it('may come in base64, without a body, or as a query', async () => {
    const body = Buffer.from('{"size":7,"unit":"GB"}').toString('base64');
    expect((await disk.ask({ body, base64: true })).status).toBe(200);
    const query = { size: '-1.5', unit: 'GB' };
    expect(
      (await disk.ask({ method: 'GET', query }, undefined, { risk: 'read', role: 'viewer' })).status,
    ).toBe(200);
    expect(disk.calls.map(({ input }) => input)).toEqual([
      { size: 7, unit: 'GB' },
      { size: -1.5, unit: 'GB' },
    ]);
    expect((await disk.ask({ body: '' })).body['title']).toBe('InvalidInput');
  });

  it('has the same input hash however its fields are ordered, and another one for another input', async () => {
    for (const body of ['{"size":5,"unit":"MB"}', '{"unit":"MB","size":5}', '{"size":5}', '{"size":6}'])
      await disk.ask({ body });
    const [first, ...others] = disk.calls.map(({ context }) => context.call.inputHash);
    expect(others.map((hash) => hash === first)).toEqual([true, true, false]);
  });

  it('is counted', async () => {
    await disk.ask({});
    const metric = disk.lines
      .map((line) => JSON.parse(line) as Record<string, unknown>)
      .find(({ _aws }) => _aws);
    expect(metric).toMatchObject({ operation: 'resize_disk', durationMs: expect.any(Number) });
  });
});

describe('a refusal', () => {
  const counted = () =>
    disk.lines
      .map((line) => JSON.parse(line) as Record<string, unknown>)
      .filter(({ _aws, refused }) => _aws !== undefined && refused !== undefined);

  it.each([
    ['of a caller whom nobody knows', { as: null }, 401],
    ['of a caller without the role', { as: 'viewers/eve' }, 403],
  ])('%s is counted by operation alone', async (_what, asked, status) => {
    expect((await disk.ask(asked)).status).toBe(status);
    const [metric, ...others] = counted();
    expect(others).toEqual([]);
    expect(metric).toMatchObject({ operation: 'resize_disk', refused: 1 });
    expect(Object.keys(metric ?? {}).sort()).toEqual(['_aws', 'operation', 'refused']);
  });

  it('for any other reason is not', async () => {
    expect((await disk.ask({ body: '{}' })).status).toBe(400);
    expect(counted()).toEqual([]);
  });
});

describe('the order', () => {
  it('identity comes before the input', async () => {
    const { status, body } = await disk.ask({ as: null, body: 'nonsense' });
    expect(status).toBe(401);
    expect(body).toEqual({
      type: 'urn:operate:problem:Unauthenticated',
      title: 'Unauthenticated',
      status: 401,
      detail: 'The request carries no verified identity.',
      instance: 'urn:operate:request:req-1',
    });
  });

  it('the input comes before the role', async () => {
    expect((await disk.ask({ as: 'viewers/eve', body: '{}' })).status).toBe(400);
  });

  it('the role comes before the idempotency key', async () => {
    await disk.ask({ key: 'key-1' }, changing('a'));
    const { status, body } = await disk.ask({ as: 'viewers/ada', key: 'key-1', body: '{"size":6}' });
    expect(status).toBe(403);
    expect(body['detail']).toBe('resize_disk needs the role deployer; the caller holds viewer.');
  });

  it('the idempotency key comes before the handler', async () => {
    await disk.ask({ key: 'key-1' }, changing('a'));
    const { status, body } = await disk.ask({ key: 'key-1', body: '{"size":6}' });
    expect([status, body['title']]).toEqual([409, 'Conflict']);
    expect(disk.calls).toHaveLength(1);
  });

  it('nobody without a role in the table gets further', async () => {
    const { status, body } = await disk.ask({ as: 'strangers/eve' });
    expect([status, body['detail']]).toEqual([
      403,
      'resize_disk needs the role deployer; the caller holds no role.',
    ]);
    expect(disk.calls).toEqual([]);
  });
});

describe('input that is refused', () => {
  const KEY = 'Idempotency-Key';
  it.each<[string, Asked, string]>([
    ['another type', { body: '{"size":"5"}' }, 'size'],
    ['no JSON', { body: '{"size":' }, 'body'],
    ['JSON that is no object', { body: '[5]' }, 'body'],
    ['control characters', { body: '{"size":5,"unit":"M\\u0007B"}' }, 'unit'],
    ['an empty key', { key: '' }, KEY],
    ['a key with spaces', { key: 'a b' }, KEY],
    ['a key that is too long', { key: 'k'.repeat(129) }, KEY],
  ])('%s', async (_what, asked, field) => {
    const { status, headers, body } = await disk.ask(asked);
    expect([status, headers['content-type']]).toEqual([400, 'application/problem+json']);
    expect(body['violations']).toEqual([{ field, problem: expect.any(String), allowed: expect.any(String) }]);
    expect(disk.calls).toEqual([]);
  });

  it('a body above 256 KB, and none up to that', async () => {
    const body = (bytes: number) => `{"size":5,"unit":"${'x'.repeat(bytes - 20)}"}`;
    expect(await disk.ask({ body: body(262_144) })).toMatchObject({ status: 200 });
    expect(await disk.ask({ body: body(262_145) })).toMatchObject({
      status: 413,
      body: { title: 'PayloadTooLarge', detail: 'The body is larger than 262144 bytes.' },
    });
  });

  it('line breaks and the longest key are fine', async () => {
    const body = '{"size":5,"unit":"a\\n\\tb"}';
    expect((await disk.ask({ body, key: 'k'.repeat(128) })).status).toBe(200);
  });
});

describe('a handler whose facts change before it writes', () => {
  it('decides again', async () => {
    let left = 5;
    const answer = () => {
      if (left-- > 0) throw new RecordChanged('resource');
      return { done: true };
    };
    expect((await disk.ask({}, answer)).status).toBe(200);
    expect(disk.calls).toHaveLength(6);
  });

  it('gives up in the end, and says that it may be asked again', async () => {
    const { status, body } = await disk.ask({}, fails(new RecordChanged('resource')));
    expect([status, body['detail']]).toEqual([409, 'Others keep changing the same record; ask again.']);
    expect(disk.calls).toHaveLength(6);
  });
});

describe('what an answer sets going', () => {
  const told = () => {
    const answers: unknown[] = [];
    let failures = 0;
    const carryOut = async (answer: unknown) => {
      answers.push(answer);
      if (failures-- > 0) throw new DependencyFailed('Step Functions did not answer.');
    };
    const answer = Object.assign(changing('a'), { carryOut });
    return { answers, answer, fail: (times: number) => (failures = times) };
  };

  it('is done after the answer was written, with that answer', async () => {
    const { answers, answer } = told();
    expect(await disk.ask({}, answer)).toMatchObject({ status: 200, body: { resource: 'a' } });
    expect(answers).toEqual([{ resource: 'a', at: disk.clock.now() }]);
  });

  it('is done again by a repeat with the same key, which decides nothing and gets the same answer', async () => {
    const { answers, answer, fail } = told();
    fail(1);
    expect(await disk.ask({ key: 'key-1' }, answer)).toMatchObject({ status: 502 });
    const repeated = await disk.ask({ key: 'key-1' }, answer);
    expect(repeated).toMatchObject({ status: 200, body: { resource: 'a' } });
    expect(disk.calls).toHaveLength(1);
    expect(answers).toEqual([repeated.body, repeated.body]);
  });

  it('is done by the repeat that fails too, which says so', async () => {
    const { answers, answer, fail } = told();
    fail(2);
    await disk.ask({ key: 'key-1' }, answer);
    expect(await disk.ask({ key: 'key-1' }, answer)).toMatchObject({ status: 502 });
    expect(answers).toHaveLength(2);
  });

  it('is not done where the handler refuses', async () => {
    const { answers, answer } = told();
    const refusing = Object.assign(fails(new Conflict('Busy.')), { carryOut: answer.carryOut });
    expect(await disk.ask({}, refusing)).toMatchObject({ status: 409 });
    expect(answers).toEqual([]);
  });
});

describe('a call without a door', () => {
  it('of a step gets the bare output, for a machine that needs no role', async () => {
    expect(await disk.invoke({ size: 5 }, { surfaces: [] })).toEqual({ done: true });
    expect(disk.calls[0]?.context.call).toMatchObject({
      requestId: 'aws-1',
      caller: { arn: 'operate:machine', roles: [], kind: 'machine' },
    });
  });

  it('of a step fails with the error itself, so that a machine can catch it by name', async () => {
    const answer = fails(new Conflict('Busy.'));
    await expect(disk.invoke({ size: 5 }, { surfaces: [] }, answer)).rejects.toMatchObject({
      name: 'Conflict',
    });
    await expect(disk.invoke({}, { surfaces: [] })).rejects.toMatchObject({ name: 'InvalidInput' });
    await expect(disk.invoke({ size: 5 }, { surfaces: [] }, fails(new Error('x')))).rejects.toMatchObject({
      name: 'Internal',
    });
    expect(await disk.audited()).toEqual([]);
  });

  it('of an operation that has doors is refused', async () => {
    await expect(disk.invoke({ size: 5 }, { surfaces: ['http'] })).rejects.toMatchObject({
      name: 'Unauthenticated',
      message: 'resize_disk is served through its doors only.',
    });
    await expect(disk.invoke(null, { surfaces: ['cli'] })).rejects.toMatchObject({ name: 'Unauthenticated' });
  });
});
