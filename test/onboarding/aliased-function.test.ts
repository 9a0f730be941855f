import { App, aws_lambda as lambda, Stack } from 'aws-cdk-lib';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { AliasedFunction } from '../../lib/constructs/aliased-function.ts';
import type { CloudFormation } from '../../sandbox/cloudformation/cloudformation.ts';
import { PRICING_VERSIONS, pricingCode } from '../../sandbox/lambda/samples/pricing.ts';
import type { Traffic } from '../../sandbox/traffic/traffic.ts';
import { deploymentOf, SHORT_STEPS } from '../flows/deployment.ts';
import { type Installation, install } from '../flows/installation.ts';
import { callerOf } from '../flows/pricing.ts';
import { ENVIRONMENT } from '../flows/service.ts';
import { cloudFormation, printedInput, templateOf } from './users-stack.ts';

const WARM_UP_MS = 4 * 60_000;
const METRIC = { namespace: 'prices', metric: 'ServerErrors' };

let installation: Installation;
let stacks: CloudFormation;
let traffic: Traffic;

/** @param code stands for the code: the sandbox's function behaves the same, its version is another */
function template(code: string) {
  const stack = new Stack(new App(), 'Users');
  const made = new lambda.Function(stack, 'Prices', {
    functionName: 'prices',
    runtime: lambda.Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: lambda.Code.fromInline(code),
  });
  const dimensions = { FunctionName: 'prices', ExecutedVersion: '{version}' };
  new AliasedFunction(stack, 'Live', {
    service: 'prices',
    environment: ENVIRONMENT,
    function: made,
    probe: { rawPath: '/health' },
    errorMetric: { type: 'custom', ...METRIC, dimensions },
  });
  return templateOf(stack);
}

beforeAll(async () => {
  vi.stubEnv('CDK_VALIDATION', 'false');
  installation = await install();
  const { account, clock, developer } = installation;
  const setting = { scope: account.scope, clock: account.scope.clock, serverErrors: METRIC };
  stacks = cloudFormation(installation, () => pricingCode(setting, PRICING_VERSIONS.good).handler);
  const outputs = await stacks.deploy('users', template('// 1'));
  traffic = account.users.invoke(callerOf(installation, 'prices', 'live'), 2);
  await clock.advanceBy(WARM_UP_MS);
  const { operation, input } = await printedInput(outputs, 'Register');
  expect(operation).toBe('register-service');
  const registered = await developer.register_service(
    input as unknown as Parameters<Installation['developer']['register_service']>[0],
  );
  expect(registered.state).toBe('REGISTERED');
}, 60_000);
afterAll(async () => {
  vi.unstubAllEnvs();
  await installation.close();
});

const shares = () => installation.account.lambda.shares('prices', 'live');

describe("a user's stack with an AliasedFunction, deployed again", () => {
  it('publishes each new code as a version to deploy, and leaves version and weights of the alias alone', async () => {
    const { clock, developer } = installation;
    expect(shares()).toEqual({ 1: 1 });
    const outputs = await stacks.deploy('users', template('// 2'));
    await clock.advanceBy(10_000);
    expect(shares()).toEqual({ 1: 1 });
    const { input } = await printedInput(outputs, 'Deploy');
    expect(input).toEqual({ environment: ENVIRONMENT, service: 'prices', version: '2' });
    const { deployment } = await developer.deploy_application({
      environment: ENVIRONMENT,
      service: 'prices',
      version: '2',
      steps: SHORT_STEPS,
    });
    const service = { installation, name: 'prices', traffic } as Parameters<typeof deploymentOf>[0];
    const run = deploymentOf(service, deployment?.deploymentId ?? '');
    await run.reach('BAKING');
    expect(shares()).toEqual({ 1: 0.5, 2: 0.5 });
    await stacks.deploy('users', template('// 3'));
    await clock.advanceBy(10_000);
    expect(shares()).toEqual({ 1: 0.5, 2: 0.5 });
    expect((await run.end()).state.name).toBe('PROMOTED');
    await stacks.deploy('users', template('// 4'));
    await clock.advanceBy(10_000);
    expect(shares()).toEqual({ 2: 1 });
    expect(traffic.log.counts()).toMatchObject({ failed: 0 });
  });

  it('takes the alias away with the stack, by permissions of which all are used', async () => {
    await traffic.stop();
    await stacks.delete('users');
    expect(() => shares()).toThrow('Function not found');
    expect(installation.account.recorder.calls.some(({ command }) => command === 'DeleteAlias')).toBe(true);
    const [role = ''] = [
      ...new Set(installation.account.recorder.calls.map(({ principal }) => principal)),
    ].filter((principal) => principal.includes('Provider'));
    const unused = installation.account.iam.unusedActions(role).map(({ action }) => action);
    expect(unused.filter((action) => !action.startsWith('logs:'))).toEqual([]);
  });
});
