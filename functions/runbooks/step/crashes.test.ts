import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FaultEffect } from '../../../sandbox/faults/rule.ts';
import { type Installation, install } from '../../../test/flows/installation.ts';
import { pricing } from '../../../test/flows/pricing.ts';
import { type StorefrontService, storefront } from '../../../test/flows/storefront.ts';
import { functionArnOf } from '../../environment.ts';
import { runOf, type TestRun, type WrittenStep } from './runs.fixture.ts';

/** A step, what of the world it changes, and how often it has. */
interface Subject {
  readonly service: string;
  readonly step: WrittenStep;
  /** Makes the world so that there is something to do. */
  readonly prepare?: () => void;
  readonly undone: boolean;
  /** What it changes, as far as undoing restores it. */
  readonly state: () => unknown;
  /** Effects so far, where one too many is one too many. */
  readonly effects: () => number;
}

const BROKE = { name: 'InternalFailure', statusCode: 500 };
const EFFECTS: Readonly<Record<string, FaultEffect>> = {
  'fails before its effect': { effect: 'error-before', error: BROKE },
  'fails after its effect': { effect: 'error-after', error: BROKE },
  'is throttled': { effect: 'throttle' },
  'is the last thing that its function does': { effect: 'function-timeout' },
};

let installation: Installation;
let shop: StorefrontService;
const subjects = new Map<string, Subject>();
beforeAll(async () => {
  // Longer steps of the users' side: there are many minutes to pass.
  installation = await install({}, { pace: { stepMs: 5_000 } });
  shop = await storefront(installation, { name: 'shop', requestsPerSecond: 5, maxCapacity: 8 });
  await pricing(installation, { name: 'prices', requestsPerSecond: 1 });
  await shop.traffic.stop();
  const { account } = installation;
  account.ssm.addMachine('i-1', { 'operate:service': 'shop' });
  account.ssm.createDocument('operate-clean-disk', () => ({ status: 'Success', output: 'ok' }));
  const serving = () => account.users.ecs.service(shop.pair.cluster, 'shop-blue');
  let updates = 0;
  account.faults.add({
    match: { client: 'ECSClient', command: 'UpdateService' },
    effect: 'observe-after',
    observe: () => {
      updates += 1;
    },
  });
  const step = (tool: string, more: Partial<WrittenStep> = {}): WrittenStep => ({
    name: 'act',
    tool,
    ...more,
  });
  subjects.set('restart_service', {
    service: 'shop',
    step: step('restart_service'),
    undone: false,
    state: () => null,
    effects: () => updates,
  });
  subjects.set('run_command', {
    service: 'shop',
    step: step('run_command', { command: 'operate-clean-disk' }),
    undone: false,
    state: () => null,
    effects: () => account.ssm.sent.length,
  });
  subjects.set('scale_service', {
    service: 'shop',
    step: step('scale_service', { action: 'scale-up', params: { by: 1 } }),
    undone: true,
    state: () => serving().desiredCount,
    effects: () => 0,
  });
  subjects.set('call_aws', {
    service: 'prices',
    step: step('call_aws', {
      action: 'lambda:PutFunctionConcurrency',
      params: { input: { ReservedConcurrentExecutions: 40 } },
    }),
    undone: true,
    state: () => account.lambda.reservedConcurrency('prices'),
    effects: () => 0,
  });
  const arn = (name: string) => `arn:aws:sqs:eu-west-1:000000000000:${name}`;
  for (const name of ['orders', 'dead']) {
    account.sqs.createQueue({ name });
    account.scope.tags.set(arn(name), { 'operate:service': 'prices' });
  }
  let moves = 0;
  account.faults.add({
    match: { client: 'SQSClient', command: 'StartMessageMoveTask' },
    effect: 'observe-after',
    observe: () => {
      moves += 1;
    },
  });
  subjects.set('call_aws of SQS', {
    service: 'prices',
    step: step('call_aws', {
      action: 'sqs:StartMessageMoveTask',
      params: { input: { SourceArn: arn('dead') } },
    }),
    prepare: () => account.sqs.sendRedriven(arn('dead'), arn('orders'), 'order'),
    undone: false,
    state: () => null,
    effects: () => moves,
  });
}, 120_000);
afterAll(() => installation.close());

const TOOLS = ['restart_service', 'run_command', 'scale_service', 'call_aws', 'call_aws of SQS'];

/** How many calls of AWS a tool makes for a step that goes well, from its beginning to its undoing. */
async function callsOf(subject: Subject): Promise<number> {
  const { account } = installation;
  let calls = 0;
  const forget = account.faults.add({
    match: { principal: roleOf(subject) },
    effect: 'observe-before',
    observe: () => {
      calls += 1;
    },
  });
  subject.prepare?.();
  await through(subject, await runOf(installation, subject.service, [subject.step]));
  forget();
  return calls;
}

function roleOf({ step }: Subject): string {
  const name = functionArnOf(installation.context.environment, step.tool).split('operate-').at(-1);
  return `arn:aws:iam::000000000000:role/operate-run-${name}`;
}

/** As its machine does: the step, its effect, and, where it can be undone, the way back. */
async function through(subject: Subject, run: TestRun): Promise<void> {
  try {
    await run.through('act');
  } catch {
    await run.fail('act');
  }
  if (subject.undone && 'before' in (await run.stepState('act'))) await run.undo('act');
}

describe.each(TOOLS)('%s', (tool) => {
  it.each(Object.keys(EFFECTS))(
    'has its effect at most once and is restored, when a call of AWS %s',
    async (what) => {
      const subject = subjects.get(tool);
      const fault = EFFECTS[what];
      if (!subject || !fault) throw new Error('There is no such case.');
      const calls = await callsOf(subject);
      expect(calls).toBeGreaterThan(5);
      for (let nth = 1; nth <= calls; nth++) {
        subject.prepare?.();
        const [state, effects] = [subject.state(), subject.effects()];
        const mend = installation.account.faults.add({
          match: { principal: roleOf(subject), nth },
          ...fault,
        });
        const run = await runOf(installation, subject.service, [subject.step]);
        await through(subject, run);
        mend();
        expect({ nth, state: subject.state() }).toEqual({ nth, state });
        expect(subject.effects() - effects, `call ${nth}`).toBeLessThanOrEqual(1);
        const { name } = await run.stepState('act');
        expect(['VERIFIED', 'UNDONE', 'FAILED', 'IN_DOUBT', 'WAITING'], `call ${nth}`).toContain(name);
        // ECS goes on by itself with what nobody looks at any more.
        if (name !== 'VERIFIED' && name !== 'UNDONE') await installation.clock.advanceBy(120_000);
      }
    },
    120_000,
  );
});
