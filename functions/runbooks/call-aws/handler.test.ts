import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { APPROVED_CALLS } from '../../../core/runbook/approved-calls.ts';
import { type Installation, install } from '../../../test/flows/installation.ts';
import { pricing } from '../../../test/flows/pricing.ts';
import { type StorefrontService, storefront } from '../../../test/flows/storefront.ts';
import { planOf, runOf } from '../step/runs.fixture.ts';
import { CALLS } from './approved.ts';

let installation: Installation;
let shop: StorefrontService;
beforeAll(async () => {
  installation = await install();
  shop = await storefront(installation, { name: 'shop', requestsPerSecond: 5, maxCapacity: 6 });
  await pricing(installation, { name: 'prices', requestsPerSecond: 1 });
  await shop.traffic.stop();
}, 60_000);
afterAll(() => installation.close());

const step = (action: string, input: object) => ({
  name: 'call',
  tool: 'call_aws',
  action,
  params: { input },
});
const refusal = (message: unknown) => ({ name: 'Refused', message });

it('knows how to make every approved call, and no other', () => {
  expect(Object.keys(CALLS).sort()).toEqual(Object.keys(APPROVED_CALLS).sort());
});

describe('lambda:PutFunctionConcurrency', () => {
  const call = (reserved: number) =>
    step('lambda:PutFunctionConcurrency', { ReservedConcurrentExecutions: reserved });
  const reserved = () => installation.account.lambda.reservedConcurrency('prices');

  it('reserves concurrency, and gives it back', async () => {
    const run = await runOf(installation, 'prices', [call(50)]);
    expect(await planOf(installation, 'prices', call(50))).toMatchObject({
      words: 'Reserves 50 concurrent executions for prices; none are reserved now.',
      seen: { reserved: null, wanted: 50 },
    });
    expect(await run.through('call')).toEqual({ next: 'next' });
    expect(reserved()).toBe(50);
    expect(await run.undo('call')).toMatchObject({ state: 'UNDONE' });
    expect(reserved()).toBeUndefined();
  });

  it('gives back what was reserved before', async () => {
    installation.account.lambda.reserveConcurrency('prices', 20);
    const run = await runOf(installation, 'prices', [call(50)]);
    await run.through('call');
    expect(await run.undo('call')).toMatchObject({ state: 'UNDONE' });
    expect(reserved()).toBe(20);
  });

  it('leaves what somebody has reserved since', async () => {
    const run = await runOf(installation, 'prices', [call(50)]);
    await run.through('call');
    installation.account.lambda.reserveConcurrency('prices', 70);
    expect(await run.undo('call')).toMatchObject({ state: 'NOT_UNDONE' });
    expect(reserved()).toBe(70);
  });

  it.each([
    ['shop', { ReservedConcurrentExecutions: 5 }, 'shop is no Lambda function.'],
    ['prices', { ReservedConcurrentExecutions: 0 }, expect.stringContaining('would turn the function off')],
    ['prices', { ReservedConcurrentExecutions: 1.5 }, expect.stringContaining('something else')],
    ['prices', { FunctionName: 'others' }, expect.stringContaining("'FunctionName' is something else")],
  ])('refuses %s %j', async (service, input, message) => {
    await expect(
      planOf(installation, service, step('lambda:PutFunctionConcurrency', input)),
    ).rejects.toMatchObject(refusal(message));
  });
});

describe('application-autoscaling:RegisterScalableTarget', () => {
  const call = (input: object) => step('application-autoscaling:RegisterScalableTarget', input);
  const limits = () => {
    const target = installation.account.users.autoScaling.targets.get(shop.pair.sides.blue.resourceId);
    return [target?.minCapacity, target?.maxCapacity];
  };

  it('changes the limits of the side that serves, and restores them', async () => {
    const before = limits();
    const run = await runOf(installation, 'shop', [call({ MaxCapacity: 12 })]);
    expect(await run.through('call')).toEqual({ next: 'next' });
    expect(limits()).toEqual([before[0], 12]);
    expect(await run.undo('call')).toMatchObject({ state: 'UNDONE' });
    expect(limits()).toEqual(before);
  });

  it('refuses limits that are none', async () => {
    await expect(
      planOf(installation, 'shop', call({ MinCapacity: 9, MaxCapacity: 3 })),
    ).rejects.toMatchObject(refusal('9 to 3 tasks are no limits.'));
  });
});

describe('ecs:StopTask', () => {
  const call = (input: object = {}) => step('ecs:StopTask', input);
  const alive = () =>
    installation.account.users.ecs
      .service(shop.pair.cluster, 'shop-blue')
      .tasks.filter(({ lastStatus }) => lastStatus === 'RUNNING')
      .map(({ id }) => id);

  it('stops one task, in whose place ECS starts another', async () => {
    const before = alive();
    const run = await runOf(installation, 'shop', [call()]);
    expect(await run.through('call')).toEqual({ next: 'next' });
    expect(alive()).toHaveLength(before.length);
    expect(before.filter((id) => !alive().includes(id))).toHaveLength(1);
  });

  it('refuses tasks of others', async () => {
    await expect(planOf(installation, 'shop', call({ task: 'f'.repeat(32) }))).rejects.toMatchObject(
      refusal(`shop runs no task ${'f'.repeat(32)}.`),
    );
  });
});

describe('sqs:StartMessageMoveTask', () => {
  const arn = (name: string) => `arn:aws:sqs:eu-west-1:000000000000:${name}`;
  const call = (SourceArn: string) => step('sqs:StartMessageMoveTask', { SourceArn });
  beforeAll(() => {
    const { sqs, scope } = installation.account;
    sqs.createQueue({ name: 'orders' });
    sqs.createQueue({ name: 'orders-dead' });
    sqs.createQueue({ name: 'others-dead' });
    for (const name of ['orders', 'orders-dead']) scope.tags.set(arn(name), { 'operate:service': 'prices' });
    scope.tags.set(arn('others-dead'), { 'operate:service': 'others' });
    for (const body of ['one', 'two']) sqs.sendRedriven(arn('orders-dead'), arn('orders'), body);
  });

  it('moves the messages back where they came from', async () => {
    const { sqs } = installation.account;
    const run = await runOf(installation, 'prices', [call(arn('orders-dead'))]);
    expect(await run.through('call')).toEqual({ next: 'next' });
    expect(
      sqs
        .messages('orders')
        .map(({ body }) => body)
        .sort(),
    ).toEqual(['one', 'two']);
    expect(sqs.messages('orders-dead')).toEqual([]);
    expect(await run.stepState('call')).toMatchObject({
      evidence: 'The move is COMPLETED, with 2 messages.',
    });
  });

  it.each([
    [arn('orders-dead'), expect.stringContaining('is empty')],
    ['arn:aws:sqs:us-east-1:000000000000:orders-dead', expect.stringContaining('is no queue of')],
    ['orders-dead', expect.stringContaining('is no queue of')],
  ])('refuses %s', async (source, message) => {
    await expect(planOf(installation, 'prices', call(source))).rejects.toMatchObject(refusal(message));
  });

  it('cannot touch a queue of another service', async () => {
    await expect(planOf(installation, 'prices', call(arn('others-dead')))).rejects.toMatchObject(
      refusal(expect.stringContaining('it is no queue of prices')),
    );
  });
});

it('refuses a call that is not approved', async () => {
  await expect(planOf(installation, 'prices', step('iam:CreateUser', {}))).rejects.toMatchObject(
    refusal(expect.stringContaining("'iam:CreateUser' is no approved call")),
  );
});
