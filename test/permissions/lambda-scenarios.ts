import { DependencyFailed } from '../../core/errors.ts';
import { until } from '../../sandbox/clock/until.ts';
import { type Deployment, deploy, deploymentOf, executionOf } from '../flows/deployment.ts';
import type { Installation } from '../flows/installation.ts';
import { expectEnded } from '../flows/invariants.ts';
import { pricing } from '../flows/pricing.ts';
import { ENVIRONMENT, outsider, type Service } from '../flows/service.ts';
import { GATES } from './setting.ts';

const SDK_ATTEMPTS = 3;
/** After so many restores that died the product calls for a person. */
const RESTORES = 5;

/** A bad version and a good one, judged, with an alarm to watch; the way back, and the end of the window. */
export async function judgedAlias(installation: Installation, alarm: string): Promise<void> {
  const registration = { rollbackWindowSeconds: 300, alarms: [alarm] };
  const prices = await pricing(installation, { name: 'prices', requestsPerSecond: 3, registration });
  await expectEnded(await deploy(prices, prices.versions.bad), 'ROLLED_BACK', 'JUDGED_WORSE');
  const good = await deploy(prices, prices.versions.good);
  await expectEnded(good, 'PROMOTED');
  const back = await installation.developer.rollback_deployment({ deploymentId: good.id });
  await expectEnded(deploymentOf(prices, back.deployment.deploymentId), 'PROMOTED');
  await prices.traffic.stop();
  await installation.clock.advanceBy(600_000);
}

/** What people decide: approvals, pauses, an early promotion, an abort. */
export async function people(installation: Installation): Promise<void> {
  const { developer, as } = installation;
  const taxes = await pricing(installation, { name: 'taxes', requestsPerSecond: 1 });
  const rejected = await asked(taxes);
  await as('approver').reject({ deploymentId: rejected.id, reason: 'not today' });
  await expectEnded(rejected, 'REFUSED', 'APPROVAL_REJECTED');
  const approved = await approvedBetweenAttempts(installation, taxes);
  await approved.reach('BAKING');
  await pause(installation, approved);
  await developer.resume_deployment({ deploymentId: approved.id });
  await developer.abort_deployment({ deploymentId: approved.id });
  await expectEnded(approved, 'ABORTED', 'ABORTED_BY_PERSON');
  const promoted = await deploy(taxes, taxes.versions.good);
  await promoted.reach('BAKING');
  await promotedWhileHeld(installation, promoted);
  await expectEnded(promoted, 'PROMOTED');
  await taxes.traffic.stop();
}

async function asked(service: Service): Promise<Deployment> {
  const deployment = await deploy(service, service.versions.good, { approval: true });
  await deployment.reach('AWAITING_APPROVAL');
  return deployment;
}

/** An approval that answers the token of an attempt which has failed since, so that the next attempt has to see it. */
async function approvedBetweenAttempts(installation: Installation, service: Service): Promise<Deployment> {
  const { account, as, clock } = installation;
  const failing = { command: 'PutEvents', principal: '*await-approval' };
  const error = { name: 'InternalException' };
  account.faults.add({ match: failing, effect: 'error-before', error, times: SDK_ATTEMPTS });
  const deployment = await deploy(service, service.versions.good, { approval: true });
  const failed = () => appliedTo(installation, failing.command) === SDK_ATTEMPTS;
  await until(clock, 'the attempt has failed', failed, { every: 5, within: 60_000 });
  const { planHash } = await deployment.read();
  await as('approver').approve({ deploymentId: deployment.id, planHash });
  return deployment;
}

function appliedTo({ account }: Installation, command: string): number {
  return account.faults.applied.filter((fault) => fault.command === command).length;
}

async function pause({ developer }: Installation, deployment: Deployment): Promise<void> {
  await developer.pause_deployment({ deploymentId: deployment.id });
  await deployment.reach('PAUSED');
}

/** A promotion that comes after the machine decided to hold and before the hold is recorded. */
async function promotedWhileHeld(installation: Installation, deployment: Deployment): Promise<void> {
  const { account, developer, clock } = installation;
  const slow = { command: 'GetItem', principal: '*hold-deployment' };
  account.faults.add({ match: slow, effect: 'latency', milliseconds: 5_000, times: 1 });
  await developer.pause_deployment({ deploymentId: deployment.id });
  const reading = () => appliedTo(installation, slow.command) > 0;
  await until(clock, 'the hold has begun', reading, { within: 3_600_000 });
  await developer.promote_deployment({ deploymentId: deployment.id });
}

/** What goes wrong: a gate, a freeze, somebody else, an execution that dies or never starts, a restore that fails. */
export async function trouble(installation: Installation): Promise<void> {
  const gates = [{ type: 'lambda' as const, name: 'load', functionName: GATES.failing }];
  const gated = await pricing(installation, { name: 'gated', requestsPerSecond: 1, registration: { gates } });
  await expectEnded(await deploy(gated, '2'), 'REFUSED', 'GATE_FAILED');
  await gated.traffic.stop();
  const rates = await pricing(installation, { name: 'rates', requestsPerSecond: 1 });
  await frozen(installation, rates);
  await changedOutside(installation, rates);
  await killed(installation, rates);
  await diedUnheard(installation, rates);
  await neverStarted(installation, rates);
  await notRestored(installation, rates);
  await rates.traffic.stop();
  const dues = await pricing(installation, { name: 'dues', requestsPerSecond: 1 });
  await diedWhileRestored(installation, dues);
  await dues.traffic.stop();
}

async function frozen({ as }: Installation, service: Service): Promise<void> {
  const where = { environment: ENVIRONMENT, service: service.name };
  const freeze = { kind: 'stop-the-line', reason: 'Black Friday' } as const;
  await as('operator').set_freeze({ ...where, freeze: { ...freeze, stopped: true } });
  const refused = await deploy(service, '2').then(
    () => false,
    () => true,
  );
  if (!refused) throw new Error('A frozen service was deployed.');
  await as('operator').set_freeze({ ...where, freeze: { ...freeze, stopped: false } });
}

async function changedOutside(installation: Installation, service: Service): Promise<void> {
  const deployment = await deploy(service, service.versions.good);
  await deployment.reach('BAKING');
  await service.meddle(outsider(installation, 'cdk-deploy'), 70);
  await expectEnded(deployment, 'ROLLED_BACK', 'EXTERNAL_CHANGE');
}

async function killed(installation: Installation, service: Service): Promise<void> {
  const deployment = await deploy(service, service.versions.good);
  await deployment.reach('BAKING');
  await installation.account.stepFunctions.kill(executionOf(installation, deployment.id));
  await expectEnded(deployment, 'ROLLED_BACK', 'EXECUTION_ENDED');
}

/** A restore of whose death nobody hears: the deadman has to tell it from one that runs. */
async function diedUnheard(installation: Installation, service: Service): Promise<void> {
  const { account, developer } = installation;
  const heardAgain = account.eventBridge.deliveries.lose(({ rule }) => rule.name === 'operate-restore-ended');
  const deployment = await deploy(service, service.versions.good);
  await deployment.reach('BAKING');
  await developer.abort_deployment({ deploymentId: deployment.id });
  await account.stepFunctions.kill(executionOf(installation, deployment.id, 1));
  await expectEnded(deployment, 'ABORTED', 'ABORTED_BY_PERSON');
  heardAgain();
}

async function neverStarted({ account }: Installation, service: Service): Promise<void> {
  const remove = account.faults.add({
    match: { command: 'StartExecution', principal: '*deploy-application' },
    effect: 'error-before',
    error: { name: 'InternalServerException', statusCode: 500 },
  });
  const failure = await deploy(service, '2').catch((error: unknown) => error);
  remove();
  if (!(failure instanceof DependencyFailed)) throw failure;
  await expectEnded(deploymentOf(service, failure.detail.conflictsWith ?? ''), 'FAILED', 'NEVER_STARTED');
}

/** Last of all: the service keeps its lease until a person has looked. */
async function notRestored({ account, developer }: Installation, service: Service): Promise<void> {
  const deployment = await deploy(service, service.versions.good);
  await deployment.reach('BAKING');
  const remove = account.faults.add({
    match: { command: 'UpdateAlias', principal: '*drive-lambda-alias' },
    effect: 'error-before',
    error: { name: 'InvalidParameterValueException', message: 'Not now.' },
  });
  await developer.abort_deployment({ deploymentId: deployment.id });
  await deployment.reach('FAILED');
  remove();
}

/** Likewise. */
async function diedWhileRestored(installation: Installation, service: Service): Promise<void> {
  const { account, developer, clock } = installation;
  const deployment = await deploy(service, service.versions.good);
  await deployment.reach('BAKING');
  await developer.abort_deployment({ deploymentId: deployment.id });
  for (let restore = 1; restore <= RESTORES; restore++) {
    const execution = executionOf(installation, deployment.id, restore);
    const killed = () =>
      account.stepFunctions.kill(execution).then(
        () => true,
        () => false,
      );
    await until(clock, `restore ${restore} is killed`, killed, { within: 600_000 });
  }
  await deployment.reach('FAILED');
}
