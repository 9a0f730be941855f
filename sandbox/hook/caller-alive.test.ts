import { ECSClient } from '@aws-sdk/client-ecs';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { describe, expect, it } from 'vitest';
import type { Clients } from '../../functions/clients.ts';
import type { FunctionHandler } from '../lambda/function-record.ts';
import { Lambda } from '../lambda/lambda.ts';
import type { Command, SandboxService } from '../service.ts';
import { TEST_ROLE, testAccount } from './account.fixture.ts';
import { command, update } from './stand-ins.fixture.ts';

const TIMEOUT_SECONDS = 20;
const SLOW_MS = 5_000;

/** A function that calls ECS as the account's one role does, and an ECS that takes its time. */
function bench(handler: (ecs: ECSClient, clients: Clients, event: { inner?: true }) => Promise<unknown>) {
  const done: unknown[] = [];
  const account = testAccount((scope) => {
    const lambda = new Lambda(scope);
    const run: FunctionHandler = (event) =>
      handler(account.clients(ECSClient), account.clients, event as object);
    lambda.createFunction({ name: 'f', roleArn: TEST_ROLE, handler: run, timeoutSeconds: TIMEOUT_SECONDS });
    const updateService = async ({ desiredCount }: { desiredCount?: number }) => {
      if (desiredCount === 9) await scope.clock.sleep(SLOW_MS);
      done.push(desiredCount);
      return {};
    };
    const ecs: SandboxService = {
      client: 'ECSClient',
      commands: { UpdateService: command('ecs:UpdateService', updateService) as Command },
    };
    return [ecs, lambda];
  });
  const invoke = async () => {
    const { FunctionError, Payload } = await account
      .clients(LambdaClient)
      .send(new InvokeCommand({ FunctionName: 'f' }));
    return { FunctionError, answer: JSON.parse(new TextDecoder().decode(Payload)) as unknown };
  };
  const set = (desiredCount: number) => update({ desiredCount });
  return { ...account, done, invoke, set };
}

const TIMED_OUT = {
  FunctionError: 'Unhandled',
  answer: {
    errorType: 'Sandbox.Timedout',
    errorMessage: expect.stringContaining(`Task timed out after ${TIMEOUT_SECONDS}.00 seconds`),
  },
};

describe('a function that times out at a call', () => {
  it('has made the calls before and this one, and makes none after it', async () => {
    const { clock, faults, done, invoke, set } = bench(async (ecs) => {
      for (const count of [1, 2, 3]) await ecs.send(set(count));
      return 'done';
    });
    faults.add({ match: { command: 'UpdateService', nth: 2 }, effect: 'function-timeout' });
    const begun = clock.now();
    expect(await invoke()).toEqual(TIMED_OUT);
    expect(clock.now() - begun).toBe(TIMEOUT_SECONDS * 1000);
    await clock.advanceBy(3_600_000);
    expect(done).toEqual([1, 2]);
    expect(await invoke()).toEqual({ FunctionError: undefined, answer: 'done' });
    expect(done).toEqual([1, 2, 1, 2, 3]);
  });

  it('makes none beside it either, while AWS carries out what it was asked', async () => {
    const { clock, faults, done, invoke, set } = bench(async (ecs) => {
      const slow = async () => {
        await ecs.send(set(9));
        await ecs.send(set(3));
      };
      await Promise.all([slow(), ecs.send(set(1))]);
    });
    const isFirst = ({ input }: { input: unknown }) =>
      (input as { desiredCount?: number }).desiredCount === 1;
    faults.add({ match: { predicate: isFirst }, effect: 'function-timeout' });
    expect(await invoke()).toEqual(TIMED_OUT);
    await clock.advanceBy(3_600_000);
    expect(done).toEqual([1, 9]);
  });

  it('leaves the functions that it invoked alone', async () => {
    const { clock, faults, done, invoke, set } = bench(async (ecs, clients, event) => {
      if (event.inner) {
        await clock.sleep(1_000);
        return ecs.send(set(5));
      }
      const Payload = Buffer.from('{"inner":true}');
      await clients(LambdaClient).send(
        new InvokeCommand({ FunctionName: 'f', InvocationType: 'Event', Payload }),
      );
      return ecs.send(set(6));
    });
    faults.add({ match: { command: 'Invoke', nth: 2 }, effect: 'function-timeout' });
    expect(await invoke()).toEqual(TIMED_OUT);
    expect(done).toEqual([5]);
  });
});

describe('a function that works for too long', () => {
  it('makes no call once its time is over', async () => {
    const { clock, done, invoke, set } = bench(async (ecs) => {
      await clock.sleep((TIMEOUT_SECONDS + 1) * 1000);
      await ecs.send(set(1));
    });
    expect(await invoke()).toEqual(TIMED_OUT);
    await clock.advanceBy(60_000);
    expect(done).toEqual([]);
  });
});
