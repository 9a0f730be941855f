import http from 'node:http';
import { CloudWatchClient, PutMetricAlarmCommand, SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { Experiment } from '../../core/chaos/experiment.ts';
import { faultGroupName } from '../../functions/chaos/direct/fault-group.ts';
import { systemClock } from '../../functions/clock.ts';
import { experimentsOf } from '../../lib/manifest/experiments.ts';
import { Account } from '../account/account.ts';
import { callOperation } from '../account/caller.ts';
import { installProduct } from '../account/product.ts';
import type { SandboxClock } from '../clock/sandbox-clock.ts';
import { ScaledClock } from '../clock/scaled-clock.ts';
import { until } from '../clock/until.ts';
import { manageTasks } from '../fis/managed-tasks.ts';
import { provisionPricing } from '../lambda/samples/provision-pricing.ts';
import { STOREFRONT_VERSIONS } from '../samples/catalogue.ts';
import { CONTAINER_PORT } from '../samples/definition.ts';
import { provisionStorefront } from '../samples/storefront.ts';
import { withBasket } from './cases.ts';

/** Sandbox seconds that pass in a real one. */
const SPEED = 30;
/** Requests per real second to each service. */
const RATE = 60;
export const ENVIRONMENT = 'production';
const OPERATOR = { arn: 'arn:aws:iam::000000000000:role/demo' };
/** Until the minutes before the first fault are all known. */
const WARM_UP_MS = 9 * 60_000;
const START_LIMIT_MS = 20 * 60_000;

export interface ChaosStage {
  readonly account: Account;
  readonly clock: SandboxClock;
  /** The sidecars of tasks that have started since register, too. */
  register(service: string): void;
  close(): Promise<void>;
}

/** The services of the demonstration under real requests, with a payment provider that really listens. */
export async function openStage(): Promise<ChaosStage> {
  const clock = new ScaledClock({ start: systemClock.now(), speed: SPEED });
  const account = new Account({ plane: 'live', clock, realClock: systemClock });
  const payments = http.createServer((_request, response) => response.end('paid'));
  const port = await listen(payments);
  await installProduct(account, {
    release: { experiments: withBasket(experimentsOf()).map((one) => atPort(one, port)) },
  });
  account.iam.setStatements(OPERATOR.arn, [{ actions: ['*'], resources: ['*'] }]);
  await openPair(account, clock, { name: 'shop', tasks: 3, port, needed: false });
  await openPair(account, clock, { name: 'basket', tasks: 1, port, needed: true });
  await openFunction(account);
  await clock.sleep(WARM_UP_MS);
  return {
    account,
    clock,
    register: (service) => manageTasks(account.ssm, account.users.ecs, service),
    close: async () => {
      await account.close();
      payments.closeAllConnections();
      await new Promise((resolve) => payments.close(resolve));
    },
  };
}

function listen(server: http.Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
}

function atPort(experiment: Experiment, port: number): Experiment {
  const [method] = experiment.method;
  return method.port === undefined ? experiment : { ...experiment, method: [{ ...method, port }] };
}

interface Pair {
  readonly name: string;
  readonly tasks: number;
  readonly port: number;
  readonly needed: boolean;
}

async function openPair(account: Account, clock: SandboxClock, pair: Pair): Promise<void> {
  const { name, tasks, port, needed } = pair;
  const { users, ssm } = account;
  const dependency = { port, timeoutMs: 1000, needed };
  const store = await provisionStorefront(users, {
    name,
    desiredCount: tasks,
    targetTracking: false,
    prepared: true,
    version: 'paying',
    versions: { paying: { ...STOREFRONT_VERSIONS.v1, dependency } },
  });
  const tags = { 'operate:service': name };
  users.elbv2.createTargetGroup({ name: faultGroupName(name), port: CONTAINER_PORT, tags });
  const blue = users.elbv2.group(store.sides.blue.targetGroupArn);
  const serves = () => blue.count('healthy') === tasks;
  await until(clock, `${name} serves`, serves, { every: 1_000, within: START_LIMIT_MS });
  users.call(store.listenerArn, { requestsPerSecond: RATE });
  manageTasks(ssm, users.ecs, name);
  const dimensions = { LoadBalancer: store.loadBalancerArn.split(':loadbalancer/').at(-1) ?? '' };
  await register(account, name, {
    alarm: { Namespace: 'AWS/ApplicationELB', MetricName: 'HTTPCode_Target_5XX_Count', dimensions },
    target: { type: 'ecs-pair', cluster: store.cluster, production: store.listenerArn },
    versionSource: { type: 'ecr', repository: store.repository },
    url: users.elbv2.front(store.listenerArn).port,
  });
}

async function openFunction(account: Account): Promise<void> {
  const { scope, lambda, users, dispatcher } = account;
  const { functionName, alias, serverErrors } = provisionPricing(scope, lambda, {
    name: 'prices',
    versions: ['good', 'good'],
    clock: systemClock,
    prepared: true,
  });
  const client = dispatcher.clientsFor(OPERATOR)(LambdaClient);
  const Payload = new TextEncoder().encode(JSON.stringify({ rawPath: '/price' }));
  users.invoke(async () => {
    try {
      const answer = await client.send(
        new InvokeCommand({ FunctionName: functionName, Qualifier: alias, Payload }),
      );
      return { ok: answer.FunctionError === undefined, version: answer.ExecutedVersion ?? '' };
    } catch {
      return { ok: false, version: 'none' };
    }
  }, RATE / 6);
  const dimensions = { FunctionName: functionName, ExecutedVersion: '{version}' };
  await register(account, 'prices', {
    alarm: {
      Namespace: 'AWS/Lambda',
      MetricName: 'Errors',
      dimensions: { FunctionName: functionName },
    },
    target: {
      type: 'lambda-alias',
      functionName,
      alias,
      probe: { rawPath: '/health' },
      errorMetric: { type: 'custom', ...serverErrors, dimensions },
    },
    versionSource: { type: 'lambda-version' },
  });
}

interface Registered {
  readonly alarm: {
    readonly Namespace: string;
    readonly MetricName: string;
    readonly dimensions: Readonly<Record<string, string>>;
  };
  readonly target: Readonly<Record<string, unknown>>;
  readonly versionSource: Readonly<Record<string, unknown>>;
  /** Port on 127.0.0.1, of a pair. */
  readonly url?: number;
}

/** Registers a service with an alarm that only a disaster would set off. */
async function register(
  account: Account,
  service: string,
  { alarm, target, versionSource, url }: Registered,
): Promise<void> {
  const AlarmName = `${service}-disaster`;
  const { dimensions, ...metric } = alarm;
  const cloudWatch = account.dispatcher.clientsFor(OPERATOR)(CloudWatchClient);
  await cloudWatch.send(
    new PutMetricAlarmCommand({
      AlarmName,
      ...metric,
      Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
      Statistic: 'Sum',
      Period: 60,
      EvaluationPeriods: 3,
      Threshold: 100_000,
      ComparisonOperator: 'GreaterThanThreshold',
      TreatMissingData: 'notBreaching',
    }),
  );
  await cloudWatch.send(
    new SetAlarmStateCommand({ AlarmName, StateValue: 'OK', StateReason: 'Nothing happens yet.' }),
  );
  const { status, body } = await callOperation(account, 'register_service', {
    environment: ENVIRONMENT,
    service,
    target: { ...target, ...(url !== undefined && { url: `http://127.0.0.1:${url}` }) },
    versionSource,
    alarms: [AlarmName],
  });
  if (status >= 300) throw new Error(`${service} could not be registered: ${JSON.stringify(body)}`);
}
