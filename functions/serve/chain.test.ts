import { beforeEach, describe, expect, it } from 'vitest';
import type { AuditRecord } from '../../core/audit/chain.ts';
import {
  Conflict,
  DependencyFailed,
  Forbidden,
  NotFound,
  Refused,
  TooManyRequests,
} from '../../core/errors.ts';
import { ENVIRONMENT, type TestTable, testTable } from '../audit/context.fixture.ts';
import { pageOfMonth } from '../audit/store.ts';
import { commit } from '../commit.ts';
import type { Context, Runtime } from '../context.ts';
import type { Contract } from '../contract.ts';
import { RecordChanged } from '../table.ts';
import { type AnyHandler, serve } from './chain.ts';
import type { HttpAnswer } from './event.ts';

const ARN = 'arn:aws:sts::000000000000:assumed-role';
const ROLES = [
  { principal: `${ARN}/deployers/*`, roles: ['deployer'] },
  { principal: `${ARN}/viewers/*`, roles: ['viewer'] },
] as const;

/** A contract that wants a number `size`, and fills in `unit`. */
function contract(changes: Partial<Contract> = {}): Contract {
  const validate: Contract['validate'] = (value) => {
    const input = value as Record<string, unknown>;
    input['unit'] ??= 'MB';
    const fits = typeof input['size'] === 'number';
    validate.errors = fits
      ? null
      : [{ instancePath: '/size', keyword: 'type', params: { type: 'number' }, message: 'must be number' }];
    return fits;
  };
  return {
    name: 'resize_disk',
    risk: 'change',
    role: 'deployer',
    surfaces: ['http'],
    fieldTypes: { size: 'number', unit: 'string' },
    validate,
    ...changes,
  };
}

interface Asked {
  readonly as?: string | null;
  readonly body?: string;
  readonly key?: string;
  readonly method?: string;
  readonly query?: Record<string, string>;
  readonly base64?: boolean;
}

function event({
  as = 'deployers/ada',
  body = '{"size":5}',
  key,
  method = 'POST',
  query,
  base64 = false,
}: Asked) {
  return {
    rawPath: '/operations/resize-disk',
    headers: key === undefined ? {} : { 'idempotency-key': key },
    ...(query && { queryStringParameters: query }),
    body,
    isBase64Encoded: base64,
    requestContext: {
      http: { method },
      requestId: 'req-1',
      ...(as && { authorizer: { iam: { userArn: `${ARN}/${as}` } } }),
    },
  };
}

let table: TestTable;
let calls: { input: unknown; context: Context }[];
beforeEach(async () => {
  table = await testTable();
  calls = [];
});

function runtime(): Runtime {
  const { call: _none, ...rest } = table.context();
  return { ...rest, environment: { ...ENVIRONMENT, roles: ROLES } };
}

function serving(
  answer: (context: Context) => unknown = () => ({ done: true }),
  changes: Partial<Contract> = {},
) {
  const handler: AnyHandler = async (input: unknown, context) => {
    calls.push({ input, context });
    return answer(context);
  };
  return serve(contract(changes), handler, runtime());
}

async function ask(asked: Asked, answer?: (context: Context) => unknown, changes?: Partial<Contract>) {
  const served = serving(answer, changes);
  const { statusCode, headers, body } = (await served(event(asked), { awsRequestId: 'aws-1' })) as HttpAnswer;
  return { status: statusCode, headers, body: JSON.parse(body) as Record<string, unknown>, text: body };
}

async function audited(): Promise<readonly AuditRecord[]> {
  const filter = { caller: undefined, action: undefined, outcome: undefined };
  return (await pageOfMonth(table.context(), '2026-01', filter, 100)).records;
}

const fails = (error: Error) => () => {
  throw error;
};

/** Writes a change with the call's idempotency key, as handlers do. */
const changing = (resource: string) => async (context: Context) => {
  const answer = { resource, at: context.clock.now() };
  await commit(context, {
    resource: `disk/${resource}`,
    head: undefined,
    item: {},
    words: 'Resized.',
    answer,
  });
  return answer;
};

describe('a call that is in order', () => {
  it('reaches the handler with its input completed and its caller known', async () => {
    const { status, headers, body } = await ask({ key: 'key-1' });
    expect([status, body]).toEqual([200, { done: true }]);
    expect(headers).toEqual({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'",
      'content-type': 'application/json',
      'x-request-id': 'req-1',
    });
    expect(calls).toHaveLength(1);
    expect(calls[0]?.input).toEqual({ size: 5, unit: 'MB' });
    expect(calls[0]?.context.call).toEqual({
      operation: 'resize_disk',
      requestId: 'req-1',
      caller: { arn: `${ARN}/deployers/ada`, roles: ['deployer'], kind: 'principal' },
      inputHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      idempotencyKey: 'key-1',
    });
    expect(await audited()).toEqual([]);
  });

  it('may come in base64, without a body, or as a query', async () => {
    const body = Buffer.from('{"size":7,"unit":"GB"}').toString('base64');
    expect((await ask({ body, base64: true })).status).toBe(200);
    const query = { size: '-1.5', unit: 'GB' };
    expect((await ask({ method: 'GET', query }, undefined, { risk: 'read', role: 'viewer' })).status).toBe(
      200,
    );
    expect(calls.map(({ input }) => input)).toEqual([
      { size: 7, unit: 'GB' },
      { size: -1.5, unit: 'GB' },
    ]);
    expect((await ask({ body: '' })).body['title']).toBe('InvalidInput');
  });

  it('has the same input hash however its fields are ordered, and another one for another input', async () => {
    for (const body of ['{"size":5,"unit":"MB"}', '{"unit":"MB","size":5}', '{"size":5}', '{"size":6}'])
      await ask({ body });
    const [first, ...others] = calls.map(({ context }) => context.call.inputHash);
    expect(others.map((hash) => hash === first)).toEqual([true, true, false]);
  });

  it('is counted', async () => {
    await ask({});
    const metric = table.lines
      .map((line) => JSON.parse(line) as Record<string, unknown>)
      .find(({ _aws }) => _aws);
    expect(metric).toMatchObject({ operation: 'resize_disk', calls: 1, durationMs: expect.any(Number) });
  });
});

describe('the order', () => {
  it('identity comes before the input', async () => {
    const { status, body } = await ask({ as: null, body: 'nonsense' });
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
    expect((await ask({ as: 'viewers/eve', body: '{}' })).status).toBe(400);
  });

  it('the role comes before the idempotency key', async () => {
    await ask({ key: 'key-1' }, changing('a'));
    const { status, body } = await ask({ as: 'viewers/ada', key: 'key-1', body: '{"size":6}' });
    expect(status).toBe(403);
    expect(body['detail']).toBe('resize_disk needs the role deployer; the caller holds viewer.');
  });

  it('the idempotency key comes before the handler', async () => {
    await ask({ key: 'key-1' }, changing('a'));
    const { status, body } = await ask({ key: 'key-1', body: '{"size":6}' });
    expect([status, body['title']]).toEqual([409, 'Conflict']);
    expect(calls).toHaveLength(1);
  });

  it('nobody without a role in the table gets further', async () => {
    const { status, body } = await ask({ as: 'strangers/eve' });
    expect([status, body['detail']]).toEqual([
      403,
      'resize_disk needs the role deployer; the caller holds no role.',
    ]);
    expect(calls).toEqual([]);
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
    const { status, headers, body } = await ask(asked);
    expect([status, headers['content-type']]).toEqual([400, 'application/problem+json']);
    expect(body['violations']).toEqual([{ field, problem: expect.any(String), allowed: expect.any(String) }]);
    expect(calls).toEqual([]);
  });

  it('a body above 256 KB, and none up to that', async () => {
    const body = (bytes: number) => `{"size":5,"unit":"${'x'.repeat(bytes - 20)}"}`;
    expect(await ask({ body: body(262_144) })).toMatchObject({ status: 200 });
    expect(await ask({ body: body(262_145) })).toMatchObject({
      status: 413,
      body: { title: 'PayloadTooLarge', detail: 'The body is larger than 262144 bytes.' },
    });
  });

  it('line breaks and the longest key are fine', async () => {
    const body = '{"size":5,"unit":"a\\n\\tb"}';
    expect((await ask({ body, key: 'k'.repeat(128) })).status).toBe(200);
  });
});

describe('an idempotency key', () => {
  it('gets the first answer for a day, and then a new one', async () => {
    const first = await ask({ key: 'key-1' }, changing('a'));
    await table.clock.advanceBy(86_399_000);
    expect(await ask({ key: 'key-1' }, changing('b'))).toEqual(first);
    await table.clock.advanceBy(2_000);
    expect((await ask({ key: 'key-1' }, changing('b'))).body).toMatchObject({ resource: 'b' });
    expect(calls).toHaveLength(2);
  });

  it('is of one caller, and means nothing to a read', async () => {
    await ask({ key: 'key-1' }, changing('a'));
    await ask({ as: 'deployers/grace', key: 'key-1' }, changing('b'));
    await ask({ key: 'key-1' }, undefined, { risk: 'read' });
    expect(calls).toHaveLength(3);
    expect(calls[2]?.context.call.idempotencyKey).toBeUndefined();
  });

  it('of calls at the same time lets one be done', async () => {
    const answers = await Promise.all([1, 2, 3, 4].map((n) => ask({ key: 'key-1' }, changing(`disk-${n}`))));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    const done = (await audited()).filter(({ outcome }) => outcome === 'DONE');
    expect(done).toHaveLength(1);
  });
});

describe('a handler whose facts change before it writes', () => {
  it('decides again', async () => {
    let left = 5;
    const answer = () => {
      if (left-- > 0) throw new RecordChanged('resource');
      return { done: true };
    };
    expect((await ask({}, answer)).status).toBe(200);
    expect(calls).toHaveLength(6);
  });

  it('gives up in the end, and says that it may be asked again', async () => {
    const { status, body } = await ask({}, fails(new RecordChanged('resource')));
    expect([status, body['detail']]).toEqual([409, 'Others keep changing the same record; ask again.']);
    expect(calls).toHaveLength(6);
  });
});

describe('a refusal', () => {
  it('says what it means to say', async () => {
    const violations = [{ field: 'gate.freeze', problem: 'Frozen.', allowed: 'PASSED' }];
    expect((await ask({}, fails(new Refused('Frozen.', { violations })))).body).toMatchObject({
      status: 422,
      violations,
    });
    expect((await ask({}, fails(new Conflict('Busy.', { conflictsWith: 'dep-1' })))).body).toMatchObject({
      status: 409,
      conflictsWith: 'dep-1',
    });
    const waits = await ask({}, fails(new TooManyRequests('Slower.', { retryAfterSeconds: 7 })));
    expect([waits.headers['retry-after'], waits.body['retryAfterSeconds']]).toEqual(['7', 7]);
    const soon = await ask({}, fails(new TooManyRequests('Slower.')));
    expect(soon.headers['retry-after']).toBe('1');
    expect((await ask({}, fails(new NotFound('None.')))).headers['retry-after']).toBeUndefined();
  });

  it.each<[string, Error]>([
    ['an unforeseen error', new Error('password is hunter2', { cause: new Error('hunter2') })],
    ['a cause', new Conflict('Busy.', { cause: new Error('hunter2') })],
    ['something that is no error', 'hunter2' as never],
  ])('never tells %s, which the log keeps', async (_what, error) => {
    const { status, text, body } = await ask({}, fails(error));
    expect(text).not.toContain('hunter2');
    expect(text).not.toMatch(/\bat .*\.ts/);
    expect(Object.keys(body)).toEqual(['type', 'title', 'status', 'detail', 'instance']);
    if (status === 500 && error instanceof Error) expect(table.lines.join('\n')).toContain('hunter2');
  });

  it('does not repeat what AWS said, but says what we have to say of it', async () => {
    const cause = Object.assign(new Error('User arn:aws:iam::1:role/x is not authorized'), {
      name: 'AccessDenied',
      $metadata: {},
    });
    expect((await ask({}, fails(cause))).body).toMatchObject({
      title: 'DependencyFailed',
      detail: 'AWS answered AccessDenied; the log of request req-1 says more.',
    });
    expect(table.lines.join('\n')).toContain('arn:aws:iam::1:role/x');
    const own = new DependencyFailed('The deployment could not be started.', { cause });
    expect((await ask({}, fails(own))).body['detail']).toBe('The deployment could not be started.');
  });

  it('is audited, in a chain of the caller', async () => {
    await ask({}, fails(new Refused('Frozen.')));
    await table.clock.advanceBy(1);
    await ask({ as: null });
    await table.clock.advanceBy(1);
    await ask({ as: 'viewers/eve' });
    const records = await audited();
    expect(
      records.map(({ caller, outcome, action, words }) => ({ caller, outcome, action, words })).toReversed(),
    ).toEqual([
      { caller: `${ARN}/deployers/ada`, outcome: 'Refused', action: 'resize_disk', words: 'Frozen.' },
      {
        caller: 'anonymous',
        outcome: 'Unauthenticated',
        action: 'resize_disk',
        words: 'The request carries no verified identity.',
      },
      {
        caller: `${ARN}/viewers/eve`,
        outcome: 'Forbidden',
        action: 'resize_disk',
        words: expect.any(String),
      },
    ]);
    expect(records.every(({ resource }) => resource.startsWith('refusals/'))).toBe(true);
  });

  it('of a read is only logged', async () => {
    await ask({}, fails(new NotFound('None.')), { risk: 'read' });
    expect(await audited()).toEqual([]);
    expect(table.lines.some((line) => line.includes('"code":"NotFound"'))).toBe(true);
  });

  it('is told even when it cannot be audited', async () => {
    table.faults.add({
      match: { command: 'TransactWriteItems' },
      effect: 'error-before',
      error: { name: 'Broken' },
    });
    expect((await ask({}, fails(new Forbidden('No.')))).status).toBe(403);
    expect(table.lines.some((line) => line.includes('A refusal could not be audited.'))).toBe(true);
  });
});

describe('a call without a door', () => {
  const invoke = (event: unknown, changes: Partial<Contract>, answer?: (context: Context) => unknown) =>
    serving(answer, changes)(event, { awsRequestId: 'aws-1' });

  it('of a step gets the bare output, for a machine that needs no role', async () => {
    expect(await invoke({ size: 5 }, { surfaces: [] })).toEqual({ done: true });
    expect(calls[0]?.context.call).toMatchObject({
      requestId: 'aws-1',
      caller: { arn: 'operate:machine', roles: [], kind: 'machine' },
    });
  });

  it('of a step fails with the error itself, so that a machine can catch it by name', async () => {
    const answer = fails(new Conflict('Busy.'));
    await expect(invoke({ size: 5 }, { surfaces: [] }, answer)).rejects.toMatchObject({ name: 'Conflict' });
    await expect(invoke({}, { surfaces: [] })).rejects.toMatchObject({ name: 'InvalidInput' });
    await expect(invoke({ size: 5 }, { surfaces: [] }, fails(new Error('x')))).rejects.toMatchObject({
      name: 'Internal',
    });
    expect(await audited()).toEqual([]);
  });

  it('of an operation that has doors is refused', async () => {
    await expect(invoke({ size: 5 }, { surfaces: ['http'] })).rejects.toMatchObject({
      name: 'Unauthenticated',
      message: 'resize_disk is served through its doors only.',
    });
    await expect(invoke(null, { surfaces: ['cli'] })).rejects.toMatchObject({ name: 'Unauthenticated' });
  });
});
