import {
  ApplicationAutoScalingClient,
  RegisterScalableTargetCommand,
} from '@aws-sdk/client-application-auto-scaling';
import { CloudWatchClient, PutMetricAlarmCommand, SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch';
import { ECSClient, UpdateServiceCommand } from '@aws-sdk/client-ecs';
import { DeleteFunctionConcurrencyCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { Release } from '../../../sandbox/account/product.ts';
import { until } from '../../../sandbox/clock/until.ts';
import { SIDES } from '../../../sandbox/samples/storefront.ts';
import { type StorefrontService, storefront } from '../../flows/storefront.ts';
import type { Bench } from '../bench.ts';
import { bench as makeBench } from '../bench.ts';
import { aliasSubject } from '../deployments/alias.ts';
import type { Subject } from '../deployments/subject.ts';
import { DOCUMENT, QUEUES, RUNBOOKS } from './runbooks.ts';

export type ServiceName = 'shop' | 'prices';
type AlarmState = 'OK' | 'ALARM';

const TASKS = 2;
const MAX_CAPACITY = 6;
const USERS = 4;

const ALERTING = `channels:
  - { name: mail, type: email, from: ops@example.com, to: [ada@example.org] }
policies:
  - name: default
    repeat: 0
    levels:
      - { notify: [mail], timeoutSeconds: 86400 }
routes:
  - { policy: default }
`;

/** All that a run may change, where nothing is under way. */
export interface Layout {
  readonly desired: number;
  readonly limits: { readonly min: number; readonly max: number };
  readonly reserved: number | null;
  /** Which version of the function serves. */
  readonly version: string;
  /** What no runbook changes: the other side, the weights, what runs. */
  readonly rest: unknown;
}

/** The services of an account on which runs act: a pair, a function, machines and queues. */
export interface Targets {
  readonly bench: Bench;
  readonly shop: StorefrontService;
  readonly prices: Subject;
  /** Lets users call the function: deployments are judged by them. */
  usersCall(): void;
  /** What the alarms of all services say from now on; nobody but this sets them. */
  alarms(state: AlarmState): Promise<void>;
  layout(): Layout;
  /** Puts back what the runs before have left behind on purpose. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

/** @param handlers in place of the product's own */
export async function makeTargets(handlers: NonNullable<Release['handlers']> = {}): Promise<Targets> {
  const bench = await makeBench({}, { release: { runbooks: Object.values(RUNBOOKS), handlers } });
  const { account, context } = bench;
  account.ses.verifyIdentity('example.com');
  await bench.as('admin').set_alerting({ document: ALERTING });
  const services = ['shop', 'prices'] as const;
  for (const name of services) await putAlarm(bench, alarmOf(name));
  const shop = await storefront(bench, {
    name: 'shop',
    requestsPerSecond: 1,
    desiredCount: TASKS,
    targetTracking: false,
    maxCapacity: MAX_CAPACITY,
    registration: { alarms: [alarmOf('shop')] },
  });
  await shop.traffic.stop();
  const prices = await aliasSubject(bench, 'prices', { alarms: [alarmOf('prices')] });
  prices.traffic.setRate(0);
  equip(bench);
  let present: AlarmState | undefined;
  const alarms = async (state: AlarmState) => {
    if (state === present) return;
    present = state;
    for (const name of services) {
      const set = { AlarmName: alarmOf(name), StateValue: state, StateReason: 'Set by hand.' };
      await context.clients(CloudWatchClient).send(new SetAlarmStateCommand(set));
    }
    await bench.clock.advanceBy(SETTLE_MS);
  };
  const layout = () => layoutOf(bench, shop, prices);
  const first = layout();
  return {
    bench,
    shop,
    prices,
    usersCall: () => prices.traffic.setRate(USERS),
    alarms,
    layout,
    reset: () => reset(bench, shop, prices, first),
    async close() {
      await prices.traffic.stop();
      await bench.close();
    },
  };
}

const SETTLE_MS = 30_000;

function alarmOf(service: ServiceName): string {
  return `${service}-complaints`;
}

async function putAlarm({ context }: Bench, AlarmName: string): Promise<void> {
  await context.clients(CloudWatchClient).send(
    new PutMetricAlarmCommand({
      AlarmName,
      Namespace: 'Complaints',
      MetricName: AlarmName,
      Statistic: 'Sum',
      Period: 60,
      EvaluationPeriods: 1,
      Threshold: 1,
      ComparisonOperator: 'GreaterThanThreshold',
      TreatMissingData: 'ignore',
    }),
  );
}

/** Machines and queues of the function's. */
function equip({ account }: Bench): void {
  account.ssm.addMachine('i-1', { 'operate:service': 'prices' });
  account.ssm.createDocument(DOCUMENT, () => ({ status: 'Success', output: 'freed 30% of /' }));
  for (const name of Object.values(QUEUES)) {
    account.sqs.createQueue({ name });
    account.scope.tags.set(queueArn(name), { 'operate:service': 'prices' });
  }
}

export function queueArn(name: string): string {
  return `arn:aws:sqs:eu-west-1:000000000000:${name}`;
}

function layoutOf({ account }: Bench, { pair, shares }: StorefrontService, prices: Subject): Layout {
  const sides = SIDES.map((side) => {
    const { serviceName, resourceId } = pair.sides[side];
    const { desiredCount, deployments } = account.users.ecs.service(pair.cluster, serviceName);
    const taskDefinition = deployments[0]?.taskDefinitionArn;
    const {
      minCapacity = 0,
      maxCapacity = 0,
      suspended,
    } = account.users.autoScaling.targets.get(resourceId) ?? {};
    return { desiredCount, taskDefinition, minCapacity, maxCapacity, suspended: { ...suspended } };
  });
  const [blue, green] = sides;
  return {
    desired: blue?.desiredCount ?? 0,
    limits: { min: blue?.minCapacity ?? 0, max: blue?.maxCapacity ?? 0 },
    reserved: account.lambda.reservedConcurrency('prices') ?? null,
    version: Object.keys(prices.shares()).join(),
    rest: { green, weights: shares(), taskDefinition: blue?.taskDefinition, suspended: blue?.suspended },
  };
}

async function reset(
  bench: Bench,
  shop: StorefrontService,
  prices: Subject,
  { desired, limits }: Layout,
): Promise<void> {
  prices.traffic.setRate(0);
  const { context, clock, account } = bench;
  const { pair } = shop;
  const { serviceName, resourceId } = pair.sides.blue;
  const present = layoutOf(bench, shop, prices);
  if (present.limits.max !== limits.max || present.limits.min !== limits.min)
    await context.clients(ApplicationAutoScalingClient).send(
      new RegisterScalableTargetCommand({
        ServiceNamespace: 'ecs',
        ResourceId: resourceId,
        ScalableDimension: 'ecs:service:DesiredCount',
        MinCapacity: limits.min,
        MaxCapacity: limits.max,
      }),
    );
  if (present.desired !== desired)
    await context
      .clients(ECSClient)
      .send(new UpdateServiceCommand({ cluster: pair.cluster, service: serviceName, desiredCount: desired }));
  if (present.reserved !== null)
    await context
      .clients(LambdaClient)
      .send(new DeleteFunctionConcurrencyCommand({ FunctionName: 'prices' }));
  const settled = async () => {
    const { tasks } = account.users.ecs.service(pair.cluster, serviceName);
    return (
      tasks.filter(({ lastStatus }) => lastStatus !== 'STOPPED').length === desired &&
      shop.tasks('blue') === desired
    );
  };
  await until(clock, 'The pair settles', settled, { every: 5_000, within: 1_800_000 });
}
