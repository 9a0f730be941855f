import { DeleteRuleCommand, ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import {
  type ResourceEvent,
  type ServingRuntime,
  serveResource,
} from '../../lib/constructs/provider/custom-resource.ts';
import { EVENT_MINUTES, FUNCTION_MINUTES } from '../../lib/constructs/provider/event-time.ts';
import { pairProvider } from '../../lib/constructs/provider/pair/provider.ts';
import { CloudFormation } from '../../sandbox/cloudformation/cloudformation.ts';
import { type Installation, install } from '../flows/installation.ts';
import { outsider } from '../flows/service.ts';
import { pairTemplate, surroundings } from './users-stack.ts';

interface Served {
  readonly event: ResourceEvent;
  readonly runtime: ServingRuntime;
  readonly minutes: number;
}

let installation: Installation;
let served: Served[];
let stacks: CloudFormation;
let image: (name: string) => Promise<unknown>;

beforeEach(async () => {
  vi.stubEnv('CDK_VALIDATION', 'false');
  installation = await install();
  served = [];
  const { account, clock } = installation;
  stacks = new CloudFormation(account, outsider(installation, 'cdk-deploy'), (_id, clients, http) => {
    return async (event) => {
      const runtime = { clients, clock, http };
      const from = clock.now();
      await serveResource(pairProvider, event as ResourceEvent, runtime);
      served.push({ event: event as ResourceEvent, runtime, minutes: (clock.now() - from) / 60_000 });
    };
  });
  const { props, task } = await surroundings(installation, 'shop');
  image = (name) => stacks.deploy('users', pairTemplate({ ...props, task: task(name) }));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await installation.close();
});

const kinds = () => served.map(({ event }) => event.RequestType);
const services = () => installation.account.users.ecs.services().map(({ name }) => name);

/** Sends the first event once more, as another request, and answers what CloudFormation is told. */
async function again(changes: Partial<ResourceEvent>): Promise<{ minutes: number; [told: string]: unknown }> {
  const [first] = served;
  if (!first) throw new Error('Nothing was served.');
  const told: Record<string, unknown>[] = [];
  const from = installation.clock.now();
  await serveResource(
    pairProvider,
    { ...first.event, ...changes },
    {
      ...first.runtime,
      http: async ({ body = '{}' }) => {
        told.push(JSON.parse(body) as Record<string, unknown>);
        return { status: 200, headers: {}, body: '' };
      },
    },
  );
  return { ...told[0], minutes: (installation.clock.now() - from) / 60_000 };
}

/** Deleted services are shown, with a task that goes on, until the answered function is called. */
function lingering(): () => void {
  let known: object[] = [];
  return installation.account.faults.add({
    match: { command: 'DescribeServices', principal: '*operate-run-pair*' },
    effect: 'alter',
    alter: (output) => {
      const { services: shown = [] } = output as { services?: object[] };
      if (shown.length > 0) known = shown;
      const left = known.map((one) => ({ ...one, status: 'DRAINING', runningCount: 1 }));
      return shown.length > 0 ? output : { ...output, services: left, failures: [] };
    },
  });
}

it('has an end of all waiting that leaves the function time to answer', () => {
  expect(EVENT_MINUTES).toBeLessThan(14);
  expect(FUNCTION_MINUTES - EVENT_MINUTES).toBeGreaterThanOrEqual(2);
});

it('waits once an event: what a creation has made goes with a deletion of its own', async () => {
  await expect(image('never-healthy')).rejects.toThrow(
    '0 of 2 tasks of shop-blue became healthy within 13 minutes',
  );
  expect(kinds()).toEqual(['Create', 'Delete']);
  expect(served[1]?.event.PhysicalResourceId).toMatch(/^shop\//);
  for (const { minutes } of served) expect(minutes).toBeLessThanOrEqual(EVENT_MINUTES);
  expect(services()).toEqual([]);
});

it('goes on with a creation that was cut off', async () => {
  await image('v1');
  const { rules } = installation.account.users.elbv2.inventory;
  const made = await again({ RequestId: 'whole' });
  const { ProductionRule } = made['Data'] as { ProductionRule: string };
  const whole = rules.size;
  const elb = installation.context.clients(ElasticLoadBalancingV2Client);
  await elb.send(new DeleteRuleCommand({ RuleArn: ProductionRule }));
  const mended = await again({ RequestId: 'again' });
  expect(mended).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: made['PhysicalResourceId'] });
  expect(rules.size).toBe(whole);
  expect(services()).toEqual(['shop-blue', 'shop-green']);
});

it('says what still runs when the time of a deletion is over, and goes on when it is called again', async () => {
  await image('v1');
  const { calls } = installation.account.recorder;
  const deletion = { RequestType: 'Delete', PhysicalResourceId: 'shop/1' } as const;
  const end = lingering();
  const late = await again(deletion);
  expect(late).toMatchObject({
    Status: 'FAILED',
    Reason:
      '2 tasks of shop still run 13 minutes after their services were deleted; delete the stack again to go on.',
  });
  expect(late.minutes).toBeLessThanOrEqual(EVENT_MINUTES);
  expect(await again({ RequestId: 'new' })).toMatchObject({
    Status: 'FAILED',
    PhysicalResourceId: 'nothing-made',
    Reason: 'The ECS service shop-blue is still being deleted; deploy the stack again when it is gone.',
  });
  const before = calls.length;
  expect(await again(deletion)).toMatchObject({ Status: 'FAILED' });
  expect(calls.slice(before).filter(({ command }) => command === 'DeleteService')).toEqual([]);
  end();
  expect(await again(deletion)).toMatchObject({ Status: 'SUCCESS', minutes: 0 });
});
