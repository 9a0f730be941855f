import { describe, expect, it } from 'vitest';
import type { SentMessage } from '../sqs/message.ts';
import { ProcessExit } from './function-error.ts';
import { bench, CALL, metricSum } from './lambda.fixture.ts';

const QUEUE = 'arn:aws:sqs:eu-west-1:000000000000:dead';
const ARN = 'arn:aws:lambda:eu-west-1:000000000000:function:f';

describe('a synchronous invocation', () => {
  it('lets nothing but JSON across', async () => {
    const { invoke, create } = bench();
    create(async (event) => ({ event, date: new Date(0), gone: undefined }));
    expect(await invoke('f', { n: 1 })).toMatchObject({
      StatusCode: 200,
      ExecutedVersion: '$LATEST',
      answer: { event: { n: 1 }, date: '1970-01-01T00:00:00.000Z' },
    });
  });

  it('answers null for nothing, and an empty payload is an empty object', async () => {
    const { invoke, create } = bench();
    create(async (event) => (Object.keys(event as object).length === 0 ? undefined : event));
    expect((await invoke('f', {}, { Payload: '' })).answer).toBeNull();
  });

  it('tells the handler who it is and how long it has', async () => {
    const { scope, invoke, create } = bench();
    create(
      async (_, context) => {
        await scope.clock.sleep(1_000);
        return [context.invokedFunctionArn, context.environment, context.getRemainingTimeInMillis()];
      },
      { timeoutSeconds: 5, environment: { TABLE: 't' } },
    );
    expect((await invoke(ARN)).answer).toEqual([ARN, { TABLE: 't' }, 4_000]);
  });

  it('reports what the handler throws in the shape of the runtime', async () => {
    const { scope, invoke, create } = bench();
    create(async () => {
      throw new TypeError('no price');
    });
    const { FunctionError, answer } = await invoke('f');
    expect(FunctionError).toBe('Unhandled');
    expect(answer).toMatchObject({ errorType: 'TypeError', errorMessage: 'no price' });
    expect((answer as { trace: string[] }).trace[0]).toBe('TypeError: no price');
    expect(scope.lines[0]?.message).toContain('Invoke Error');
  });

  it('reports an answer that is no JSON', async () => {
    const { invoke, create } = bench();
    create(async () => 1n);
    expect((await invoke('f')).answer).toMatchObject({ errorMessage: 'Unable to stringify response body' });
  });

  it('times out, while the handler goes on in the background', async () => {
    const { scope, invoke, create } = bench();
    let finished = false;
    create(async () => {
      await scope.clock.sleep(10_000);
      finished = true;
    });
    const { FunctionError, answer } = await invoke('f');
    expect([FunctionError, finished]).toEqual(['Unhandled', false]);
    expect(answer).toEqual({
      errorType: 'Sandbox.Timedout',
      errorMessage: expect.stringMatching(
        /^RequestId: [0-9a-f-]{36} Error: Task timed out after 3\.00 seconds$/,
      ),
    });
    await scope.clock.advanceBy(10_000);
    expect(finished).toBe(true);
    expect(metricSum(scope, 'Duration', { FunctionName: 'f' })).toBe(3_000);
  });

  it('starts cold once for each environment that is needed at the same time', async () => {
    const { scope, invoke, create } = bench();
    let starts = 0;
    const init = async () => void starts++;
    create(async () => scope.clock.sleep(10), { init, startSeconds: 2 });
    const begun = scope.clock.now();
    await Promise.all([invoke('f'), invoke('f')]);
    expect([starts, scope.clock.now() - begun]).toEqual([2, 2_010]);
    await Promise.all([invoke('f'), invoke('f')]);
    expect([starts, scope.clock.now() - begun]).toEqual([2, 2_020]);
    expect(metricSum(scope, 'Duration', { FunctionName: 'f' })).toBe(40);
  });

  it('fails at each cold start that fails, and loses the environment of a process that ends', async () => {
    const { invoke, create } = bench();
    let starts = 0;
    const init = async () => {
      starts += 1;
      if (starts === 1) throw new ProcessExit('gone');
    };
    create(
      async (event) => {
        if ((event as { exit?: boolean }).exit) throw new ProcessExit('gone');
        return 'served';
      },
      { init },
    );
    const results = [];
    for (const event of [{}, {}, { exit: true }, {}]) results.push((await invoke('f', event)).answer);
    expect(results).toEqual([
      expect.objectContaining({ errorType: 'Runtime.ExitError' }),
      'served',
      expect.objectContaining({ errorType: 'Runtime.ExitError' }),
      'served',
    ]);
    expect(starts).toBe(3);
  });

  it('keeps to the limits of six megabytes, to the byte', async () => {
    const { invoke, create } = bench();
    create(async (event) => 'x'.repeat((event as { size: number }).size));
    const payload = (bytes: number) => ({ Payload: JSON.stringify('x'.repeat(bytes - 2)) });
    await expect(invoke('f', {}, payload(6_291_457))).rejects.toMatchObject({
      name: 'RequestTooLargeException',
      message:
        '6291457 byte payload is too large for the RequestResponse invocation type (limit 6291456 bytes)',
    });
    await expect(invoke('f', {}, { ...payload(1_048_577), InvocationType: 'Event' })).rejects.toMatchObject({
      name: 'RequestTooLargeException',
    });
    expect((await invoke('f', { size: 6_291_556 - 2 })).FunctionError).toBeUndefined();
    expect((await invoke('f', { size: 6_291_556 - 1 })).answer).toEqual({
      errorType: 'Function.ResponseSizeTooLarge',
      errorMessage: 'Response payload size exceeded maximum allowed payload size (6291556 bytes).',
    });
  });

  it.each([
    ['an unknown function', 'g', {}, 'ResourceNotFoundException', `Function not found: ${ARN.slice(0, -1)}g`],
    [
      'an unknown version',
      'f',
      { Qualifier: '7' },
      'ResourceNotFoundException',
      `Function not found: ${ARN}:7`,
    ],
    ['two qualifiers', 'f:1', { Qualifier: '2' }, 'InvalidParameterValueException', /does not match/],
    ['a payload that is no JSON', 'f', { Payload: '{' }, 'InvalidRequestContentException', /Could not parse/],
    ['what it does not know', 'f', { ClientContext: 'e30=' }, 'SandboxNotImplemented', /ClientContext/],
  ])('refuses %s', async (_, name, more, error, message) => {
    const { invoke, create } = bench();
    create(async () => 1);
    const expected = typeof message === 'string' ? message : expect.stringMatching(message);
    await expect(invoke(name, {}, more)).rejects.toMatchObject({ name: error, message: expected });
  });

  it('is throttled above the reserved concurrency, and is then no invocation', async () => {
    const { scope, lambda, invoke, create } = bench();
    create(async () => scope.clock.sleep(10));
    lambda.reserveConcurrency('f', 1);
    const [first, second] = await Promise.allSettled([invoke('f'), invoke('f')]);
    expect(first.status).toBe('fulfilled');
    expect(second).toMatchObject({
      reason: {
        name: 'TooManyRequestsException',
        message: 'Rate Exceeded.',
        Reason: 'ReservedFunctionConcurrentInvocationLimitExceeded',
      },
    });
    const sums = ['Invocations', 'Throttles'].map((metric) =>
      metricSum(scope, metric, { FunctionName: 'f' }),
    );
    expect(sums).toEqual([1, 1]);
  });

  it('needs lambda:InvokeFunction on what it names, with the tags of the function', () => {
    const { lambda, create } = bench();
    create(async () => 1, { tags: { 'operate:service': 'pricing' } });
    const conditions = { 'aws:ResourceTag/operate:service': 'pricing' };
    const needs = (input: object) => lambda.commands['Invoke']?.needs(input as never, CALL);
    expect(needs({ FunctionName: 'f' })).toEqual([
      { action: 'lambda:InvokeFunction', resource: ARN, conditions },
    ]);
    expect(needs({ FunctionName: `${ARN}:live` })).toEqual([
      { action: 'lambda:InvokeFunction', resource: `${ARN}:live`, conditions },
    ]);
  });

  it('writes the console to the log group, JSON as it is', async () => {
    const { scope, invoke, create } = bench();
    create(async (_, context) => {
      context.log('plain');
      context.log('{"level":"INFO"}');
    });
    await invoke('f');
    expect(scope.lines.map(({ group }) => group)).toEqual(['/aws/lambda/f', '/aws/lambda/f']);
    expect(scope.lines[0]?.stream).toMatch(/^2026\/03\/01\/\[\$LATEST\][0-9a-f]{32}$/);
    expect(scope.lines[0]?.message).toMatch(/^2026-03-01T12:00:00\.000Z\t[0-9a-f-]{36}\tINFO\tplain$/);
    expect(scope.lines[1]?.message).toBe('{"level":"INFO"}');
  });
});

describe('an asynchronous invocation', () => {
  it('is accepted at once and runs later', async () => {
    const { scope, invoke, create } = bench();
    const seen: unknown[] = [];
    create(async (event) => void seen.push(event));
    expect(await invoke('f', { n: 1 }, { InvocationType: 'Event' })).toMatchObject({ StatusCode: 202 });
    expect(seen).toEqual([]);
    await scope.clock.runUntilIdle();
    expect(seen).toEqual([{ n: 1 }]);
  });

  it('is tried twice more, after one and two minutes, under one request id, and then given up', async () => {
    const letters: [string, SentMessage][] = [];
    const { scope, lambda, invoke, create } = bench({
      sendDeadLetter: (...letter) => void letters.push(letter),
    });
    const attempts: [number, string][] = [];
    const begun = scope.clock.now();
    create(
      async (_, { awsRequestId }) => {
        attempts.push([(scope.clock.now() - begun) / 1_000, awsRequestId]);
        throw new Error('broken');
      },
      { asynchronous: { onFailure: QUEUE } },
    );
    await invoke('f', { n: 1 }, { InvocationType: 'Event' });
    await scope.clock.runUntilIdle();
    expect(attempts.map(([at]) => at)).toEqual([0, 60, 180]);
    expect(new Set(attempts.map(([, id]) => id)).size).toBe(1);
    expect(lambda.events.failed).toMatchObject([
      {
        functionArn: ARN,
        condition: 'RetriesExhausted',
        approximateInvokeCount: 3,
        requestPayload: '{"n":1}',
      },
    ]);
    expect(letters.map(([queue]) => queue)).toEqual([QUEUE]);
    expect(JSON.parse(letters[0]?.[1].body ?? '')).toEqual({
      version: '1.0',
      timestamp: new Date(begun + 180_000).toISOString(),
      requestContext: {
        requestId: attempts[0]?.[1],
        functionArn: `${ARN}:$LATEST`,
        condition: 'RetriesExhausted',
        approximateInvokeCount: 3,
      },
      requestPayload: { n: 1 },
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
      responsePayload: expect.objectContaining({ errorType: 'Error', errorMessage: 'broken' }),
    });
  });

  it('waits out a throttle without using up a retry', async () => {
    const { scope, lambda, invoke, create } = bench();
    let served = 0;
    create(async () => void served++);
    lambda.reserveConcurrency('f', 0);
    await invoke('f', {}, { InvocationType: 'Event' });
    await scope.clock.advanceBy(600_000);
    expect(served).toBe(0);
    lambda.reserveConcurrency('f', undefined);
    await scope.clock.advanceBy(300_000);
    expect([served, lambda.events.failed.length]).toEqual([1, 0]);
  });

  it('is tried as often and as long as its function says', async () => {
    const { scope, lambda, invoke, create } = bench();
    let attempts = 0;
    create(
      async () => {
        attempts += 1;
        throw new Error('broken');
      },
      { asynchronous: { maximumRetryAttempts: 0, maximumAgeSeconds: 60 } },
    );
    await invoke('f', {}, { InvocationType: 'Event' });
    await scope.clock.runUntilIdle();
    expect(attempts).toBe(1);
    lambda.reserveConcurrency('f', 0);
    const begun = scope.clock.now();
    await invoke('f', {}, { InvocationType: 'Event' });
    await scope.clock.runUntilIdle();
    expect(lambda.events.failed.map(({ condition }) => condition)).toEqual([
      'RetriesExhausted',
      'EventAgeExceeded',
    ]);
    expect(scope.clock.now() - begun).toBeLessThanOrEqual(60_000);
  });

  it('is given up after six hours of throttles', async () => {
    const { scope, lambda, invoke, create } = bench();
    create(async () => 1);
    lambda.reserveConcurrency('f', 0);
    await invoke('f', {}, { InvocationType: 'Event' });
    await scope.clock.runUntilIdle();
    expect(lambda.events.failed).toMatchObject([
      { condition: 'EventAgeExceeded', approximateInvokeCount: 0 },
    ]);
  });
});
