import { fileURLToPath } from 'node:url';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { ConflictException, CreateScheduleCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import { catalog } from '../../functions/catalog.ts';
import type { Runtime } from '../../functions/context.ts';
import type { Environment } from '../../functions/environment.ts';
import { idsFrom } from '../../functions/ids.ts';
import { jsonLog } from '../../functions/log.ts';
import { serve } from '../../functions/serve/chain.ts';
import { environmentOf, type FunctionPlan, type Manifest, makeManifest } from '../../lib/manifest.ts';
import { functionArn } from '../../lib/resources.ts';
import { assertBuilt, loadOperation } from '../../surfaces/load.ts';
import { HttpApi } from '../http-api/http-api.ts';
import type { Account } from './account.ts';
import { outgoingHttp } from './outgoing-http.ts';
import { PROFILES, ROLES } from './profiles.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const GATEWAY = 'arn:aws:iam::aws:service/apigateway.amazonaws.com';

/** The product as it is deployed in an account. */
export interface Product {
  readonly manifest: Manifest;
  readonly environment: Environment;
  readonly api: HttpApi;
}

export interface ProductOptions {
  /** Seconds by which the judge expects metrics to be late; default 120. */
  readonly metricMarginSeconds?: number;
  readonly gateSources?: Environment['gateSources'];
}

/**
 * Deploys the product into an account, from the manifest that the stacks are made of: table, bus, bucket, one
 * function and role per operation, the state machines, rules, schedules and the HTTP API.
 */
export async function installProduct(account: Account, options: ProductOptions = {}): Promise<Product> {
  const { scope } = account;
  await assertBuilt({ root: ROOT });
  const naming = { account: scope.accountId, region: scope.region, prefix: 'operate' };
  const manifest = makeManifest(catalog, naming);
  const { metricMarginSeconds = 120, gateSources = {} } = options;
  const environment = environmentOf(manifest, { metricMarginSeconds, roles: ROLES, gateSources });
  await makeStores(account, manifest);
  for (const plan of manifest.functions) await makeFunction(account, plan, environment);
  for (const { stateMachineName: name, definition, role } of manifest.machines) {
    account.iam.setStatements(role.arn, role.statements);
    account.stepFunctions.createStateMachine({ name, definition, roleArn: role.arn });
  }
  makeRules(account, manifest);
  await makeSchedules(account, manifest);
  return { manifest, environment, api: makeApi(account, manifest) };
}

async function makeStores(
  account: Account,
  { table, bus, auditBucket, scheduleGroup, schedulerRole }: Manifest,
) {
  await account.dynamodb.createTable({
    name: table.name,
    partitionKey: 'pk',
    sortKey: 'sk',
    indexes: [{ name: table.index, partitionKey: 'gsi1pk', sortKey: 'gsi1sk' }],
    ttlAttribute: 'expiresAt',
  });
  account.eventBridge.createEventBus(bus);
  account.s3.createBucket({ name: auditBucket, objectLock: {} });
  account.scheduler.createGroup(scheduleGroup);
  account.iam.setStatements(schedulerRole.arn, schedulerRole.statements);
}

async function makeFunction(account: Account, plan: FunctionPlan, environment: Environment): Promise<void> {
  const { functionName, role, timeoutSeconds, memoryMegabytes } = plan;
  account.iam.setStatements(role.arn, role.statements);
  const { contract, handler } = await loadOperation(
    { name: plan.operation, noun: plan.noun },
    { root: ROOT },
  );
  const entry = serve(contract, handler, runtimeOf(account, plan, environment));
  account.lambda.createFunction({
    name: functionName,
    roleArn: role.arn,
    timeoutSeconds,
    memory: memoryMegabytes,
    handler: (event, context) => entry(event, context),
  });
}

function runtimeOf(
  account: Account,
  { functionName, role }: FunctionPlan,
  environment: Environment,
): Runtime {
  const { scope } = account;
  const bytes = (count: number) => Uint8Array.from({ length: count }, () => Math.floor(scope.random() * 256));
  return {
    clock: scope.clock,
    ids: idsFrom(bytes),
    clients: account.dispatcher.clientsFor({ arn: role.arn }),
    http: outgoingHttp(account.users),
    environment,
    log: jsonLog(functionName, scope.clock, (line) =>
      scope.log(`/aws/lambda/${functionName}`, 'operate', line),
    ),
  };
}

function makeRules({ eventBridge }: Account, { naming, rules }: Manifest): void {
  for (const { name, pattern, operation, inputTransformer } of rules) {
    const arn = functionArn(naming, operation);
    eventBridge.putRule({
      name: `operate-${name}`,
      pattern,
      targets: [{ id: operation, arn, inputTransformer }],
    });
  }
}

/** Whoever deploys the stacks. */
const INSTALLER = 'arn:aws:iam::000000000000:role/installer';

async function makeSchedules(
  account: Account,
  { naming, schedules, scheduleGroup, schedulerRole }: Manifest,
) {
  account.iam.setStatements(INSTALLER, [
    { actions: ['scheduler:CreateSchedule', 'iam:PassRole'], resources: ['*'] },
  ]);
  const scheduler = account.dispatcher.clientsFor({ arn: INSTALLER })(SchedulerClient);
  for (const { name, expression, operation } of schedules) {
    const target = { Arn: functionArn(naming, operation), RoleArn: schedulerRole.arn, Input: '{}' };
    await scheduler
      .send(
        new CreateScheduleCommand({
          Name: name,
          GroupName: scheduleGroup,
          ScheduleExpression: expression,
          FlexibleTimeWindow: { Mode: 'OFF' },
          Target: target,
        }),
      )
      .catch((error: unknown) => {
        // A sandbox on disk took it up from its earlier process.
        if (!(error instanceof ConflictException)) throw error;
      });
  }
}

function makeApi(account: Account, { naming, routes, functions }: Manifest): HttpApi {
  const functionNames = new Map(functions.map(({ operation, functionName }) => [operation, functionName]));
  account.iam.setStatements(GATEWAY, [
    {
      actions: ['lambda:InvokeFunction'],
      resources: [`${functionArn(naming, 'x').split(':operate-')[0]}:*`],
    },
  ]);
  const clients = account.dispatcher.clientsFor({ arn: GATEWAY });
  return new HttpApi(account.scope, {
    routes: routes.map(({ method, path, operation }) => ({
      method,
      path,
      functionName: functionNames.get(operation) ?? operation,
    })),
    profiles: PROFILES,
    invoke: async (FunctionName, event) => {
      const command = new InvokeCommand({ FunctionName, Payload: new TextEncoder().encode(event) });
      const { Payload, FunctionError } = await clients(LambdaClient).send(command);
      const payload = new TextDecoder().decode(Payload);
      return FunctionError === undefined ? { payload } : { payload, functionError: FunctionError };
    },
  });
}
