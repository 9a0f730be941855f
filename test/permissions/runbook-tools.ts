import { runOf, type TestRun, type WrittenStep } from '../../functions/runbooks/step/runs.fixture.ts';
import { deploy } from '../flows/deployment.ts';
import type { Installation } from '../flows/installation.ts';
import { expectEnded } from '../flows/invariants.ts';
import { pricing } from '../flows/pricing.ts';
import { ENVIRONMENT } from '../flows/service.ts';
import { type StorefrontService, storefront } from '../flows/storefront.ts';

const QUICK = { strategy: 'blue-green', monitoring: { duration: 60 } } as const;
const queueArn = (name: string) => `arn:aws:sqs:eu-west-1:000000000000:${name}`;
const step = (tool: string, more: Omit<WrittenStep, 'name' | 'tool'> = {}): WrittenStep => ({
  name: 'act',
  tool,
  ...more,
});
const call = (action: string, input: object) => step('call_aws', { action, params: { input } });

/** Every tool of runbooks, on both kinds of targets and with both ways to weigh traffic, done, seen and undone. */
export async function runbookTools(installation: Installation, alarm: string): Promise<void> {
  const { account } = installation;
  const books = await storefront(installation, {
    name: 'books',
    requestsPerSecond: 5,
    maxCapacity: 8,
    registration: { alarms: [alarm] },
  });
  const toys = await storefront(installation, {
    name: 'toys',
    requestsPerSecond: 5,
    production: 'rule',
    testPath: 'header-rules',
    maxCapacity: 8,
  });
  const fares = await pricing(installation, { name: 'fares', requestsPerSecond: 2 });
  for (const { name } of [books, toys]) await onPair(installation, name);
  await onMachines(installation, 'books');
  await onFunction(installation, 'fares');
  await otherSystems(installation, books);
  await tell(installation, 'fares');
  await backAndForth(installation, books, 'v2');
  await deployAndGoBack(installation, fares.name, async () => {
    await expectEnded(await deploy(fares, '2', QUICK), 'PROMOTED');
  });
  for (const { traffic } of [books, toys, fares]) await traffic.stop();
  account.ssm.setOnline('i-0b00c5b00c5b00c5b', false);
}

async function run(installation: Installation, service: string, written: WrittenStep): Promise<TestRun> {
  const made = await runOf(installation, service, [written]);
  await made.through('act');
  return made;
}

async function onPair(installation: Installation, name: string): Promise<void> {
  const reads = [
    step('read_metric', { query: 'CPUUtilization', params: { minutes: 5 } }),
    step('query_logs', { query: '"error"', params: { minutes: 5 } }),
  ];
  for (const written of reads) await (await runOf(installation, name, [written])).do('act');
  await run(installation, name, step('restart_service'));
  await run(installation, name, call('ecs:StopTask', {}));
  const undone = [
    step('scale_service', { action: 'scale-up', params: { by: 1 } }),
    call('application-autoscaling:RegisterScalableTarget', { MaxCapacity: 9 }),
  ];
  for (const written of undone) await (await run(installation, name, written)).undo('act');
}

async function onMachines(installation: Installation, name: string): Promise<void> {
  const { ssm, faults } = installation.account;
  ssm.addMachine('i-0b00c5b00c5b00c5b', { 'operate:service': name });
  ssm.createDocument('operate-clean-disk', () => ({ status: 'Success', output: 'clean' }));
  const lost = { client: 'SSMClient', command: 'SendCommand' };
  faults.add({ match: lost, effect: 'error-after', error: { name: 'InternalServerError' }, times: 1 });
  await run(installation, name, step('run_command', { command: 'operate-clean-disk' }));
}

async function onFunction(installation: Installation, name: string): Promise<void> {
  const { account } = installation;
  const reserve = call('lambda:PutFunctionConcurrency', { ReservedConcurrentExecutions: 30 });
  await (await run(installation, name, reserve)).undo('act');
  account.sqs.createQueue({ name: 'fares-orders' });
  account.sqs.createQueue({ name: 'fares-dead' });
  for (const queue of ['fares-orders', 'fares-dead'])
    account.scope.tags.set(queueArn(queue), { 'operate:service': name });
  account.sqs.sendRedriven(queueArn('fares-dead'), queueArn('fares-orders'), 'order');
  await run(installation, name, call('sqs:StartMessageMoveTask', { SourceArn: queueArn('fares-dead') }));
}

/** A request to what listens in the model, and every operation that may be called. */
async function otherSystems(installation: Installation, { name, pair }: StorefrontService): Promise<void> {
  installation.account.secrets.createSecret('operate/cache', 'token');
  const url = `https://127.0.0.1:${pair.port}/checkout`;
  await run(
    installation,
    name,
    step('send_request', { action: 'POST', params: { url, secret: 'operate/cache' } }),
  );
  const freeze = { kind: 'calendar', windows: [] };
  const deploymentId = 'dep-0123456789ab';
  const inputs = {
    set_freeze: { environment: ENVIRONMENT, service: name, freeze },
    abort_deployment: { deploymentId },
    pause_deployment: { deploymentId },
    rollback_deployment: { deploymentId },
    manage_incident: { action: 'acknowledge', incidentId: 'inc-0123456789ab' },
  };
  for (const [action, input] of Object.entries(inputs)) {
    const made = await runOf(installation, name, [step('call_operation', { action, params: { input } })]);
    // What there is nothing of is answered 404, which is all that is asked here.
    await made.do('act').catch(() => undefined);
  }
}

/** People are told of a run without an incident, and of one with an incident. */
async function tell(installation: Installation, name: string): Promise<void> {
  const { incident } = await installation.as('operator').manage_incident({
    action: 'create',
    title: 'Fares are wrong',
    environment: ENVIRONMENT,
    affectedServices: [name],
  });
  const { incidentId } = incident;
  const told = step('notify_people', { action: 'Look at it.', params: { channels: ['mail'] } });
  for (const changes of [{}, { incidentId }])
    await (await runOf(installation, name, [told], changes)).do('act');
  await installation
    .as('operator')
    .manage_incident({ action: 'resolve', incidentId, resolution: 'They are not.' });
}

/** A rollback that is ended while it is on its way. */
async function backAndForth(
  installation: Installation,
  shop: StorefrontService,
  version: string,
): Promise<void> {
  await deployAndGoBack(installation, shop.name, async () => {
    await expectEnded(await deploy(shop, version, QUICK), 'PROMOTED');
  });
}

async function deployAndGoBack(
  installation: Installation,
  name: string,
  deployed: () => Promise<void>,
): Promise<void> {
  await deployed();
  const back = await runOf(installation, name, [step('rollback_service')]);
  await back.do('act');
  await installation.clock.advanceBy(5_000);
  await back.undo('act');
}
