import { LambdaClient, UpdateAliasCommand } from '@aws-sdk/client-lambda';
import { afterEach, describe, expect, it } from 'vitest';
import { until } from '../../sandbox/clock/until.ts';
import { deploy, deploymentOf } from '../flows/deployment.ts';
import { expectEnded } from '../flows/invariants.ts';
import { ENVIRONMENT, outsider } from '../flows/service.ts';
import { runStep } from '../flows/step.ts';
import { type Kept, keptRecords } from './kept-records.ts';
import { TARGETS, type TargetType } from './previous-release.ts';

const SERVICE = { environment: ENVIRONMENT, service: 'shop' };
const WINDOW_MS = 3_600_000;

let kept: Kept | undefined;
afterEach(async () => {
  await kept?.service.traffic.stop();
  await kept?.installation.close();
  kept = undefined;
});

async function given(target: TargetType, state: string) {
  kept = await keptRecords(target, state);
  const { installation, records } = kept;
  const { deploymentId } = records;
  return { ...kept, id: { deploymentId }, developer: installation.developer };
}

/** What anybody reads of it. */
async function expectRead({ installation, records }: Kept, version: string): Promise<void> {
  const viewer = installation.as('viewer');
  const { deploymentId, state } = records;
  const shown = await viewer.get_deployment({ deploymentId });
  expect(shown.deployment).toMatchObject({ deploymentId, state, version });
  for (const where of [SERVICE, { month: '2026-01' }])
    expect((await viewer.list_deployments(where)).deployments).toEqual([shown.deployment]);
  expect(await viewer.get_service(SERVICE)).toMatchObject({ name: 'shop', rollbackWindowSeconds: 3600 });
  expect((await viewer.list_services({ environment: ENVIRONMENT })).services).toHaveLength(1);
  for (const resource of [`deployment/${deploymentId}`, `service/${ENVIRONMENT}/shop`])
    expect(await viewer.verify_audit({ resource })).toMatchObject({ state: 'VERIFIED', findings: [] });
}

const DRIVERS = { 'ecs-pair': 'drive_ecs_pair', 'lambda-alias': 'drive_lambda_alias' };
const GOOD = { 'ecs-pair': 'v2', 'lambda-alias': '2' };

describe.each(TARGETS)('records of the release before, of an %s', (target) => {
  it('in mid-bake: read with its verdicts, paused, promoted by a person, aborted', async () => {
    const old = await given(target, 'in-mid-bake');
    const { deployment, developer, id } = old;
    await expectRead(old, GOOD[target]);
    const { verdicts } = await developer.get_deployment({ ...id, verdicts: 5, records: true });
    expect(verdicts).toMatchObject([{ step: 0, decision: 'CONTINUE', record: { schemaVersion: 1 } }]);
    await developer.pause_deployment(id);
    expect((await deployment.read()).command).toMatchObject({ kind: 'PAUSE' });
    await developer.promote_deployment(id);
    expect((await deployment.read()).command).toMatchObject({ kind: 'PROMOTE' });
    await developer.abort_deployment(id);
    await expectEnded(deployment, 'ABORTED', 'ABORTED_BY_PERSON');
  });

  it('in mid-bake without an execution: ended by the deadman it has', async () => {
    const { deployment } = await given(target, 'in-mid-bake');
    await expectEnded(deployment, 'ROLLED_BACK', 'DEADLINE_PASSED');
  });

  it('paused: resumed, and rolled back by a person', async () => {
    const old = await given(target, 'paused');
    const { deployment, developer, id } = old;
    await expectRead(old, GOOD[target]);
    expect(await developer.resume_deployment(id)).toMatchObject({ deployment: { state: 'BAKING' } });
    await developer.rollback_deployment({ ...id, reason: 'complaints' });
    await expectEnded(deployment, 'ROLLED_BACK', 'ROLLED_BACK_BY_PERSON');
  });

  it('awaiting approval: approved by a second person, and aborted', async () => {
    const old = await given(target, 'awaiting-approval');
    const { deployment, installation, developer, id } = old;
    await expectRead(old, GOOD[target]);
    const { planHash } = await deployment.read();
    const { deployment: approved } = await installation.as('approver').approve({ ...id, planHash });
    expect(approved?.approvedBy).toMatch(/approver$/);
    await developer.abort_deployment(id);
    await expectEnded(deployment, 'ABORTED', 'ABORTED_BY_PERSON');
  });

  it('awaiting approval: rejected', async () => {
    const { deployment, installation, id } = await given(target, 'awaiting-approval');
    await installation.as('approver').reject({ ...id, reason: 'no' });
    await expectEnded(deployment, 'REFUSED', 'APPROVAL_REJECTED');
  });

  it('promoted: rolled back within the window that the release before opened', async () => {
    const old = await given(target, 'promoted');
    const { developer, id, service } = old;
    await expectRead(old, GOOD[target]);
    const { warm, deployment } = await developer.rollback_deployment(id);
    expect({ warm, version: deployment.version }).toMatchObject({ warm: true });
    await expectEnded(deploymentOf(service, deployment.deploymentId), 'PROMOTED');
    expect(Object.entries(service.shares()).filter(([, share]) => share === 100)).toEqual([
      [target === 'ecs-pair' ? 'blue' : '1', 100],
    ]);
  });

  it('promoted: the window closes later where it cannot be closed when its only schedule asks', async () => {
    const { installation, service, developer } = await given(target, 'promoted');
    const { account, clock } = installation;
    const other = outsider(installation, 'other-tool');
    const before = service.shares();
    await service.meddle(other, 50);
    await clock.advanceBy(WINDOW_MS + 60_000);
    const spare = async () => (await developer.get_service(SERVICE)).spare;
    expect(await spare()).toBeDefined();
    if (target === 'ecs-pair') await service.meddle(other, 100);
    else
      await account.dispatcher
        .clientsFor({ arn: other })(LambdaClient)
        .send(
          new UpdateAliasCommand({
            FunctionName: 'shop',
            Name: 'live',
            RoutingConfig: { AdditionalVersionWeights: {} },
          }),
        );
    await clock.advanceBy(60_000);
    expect(service.shares()).toEqual(before);
    const within = { every: 60_000, within: WINDOW_MS };
    await until(clock, 'the window is closed', async () => (await spare()) === undefined, within);
    await clock.advanceBy(60_000);
    const schedules = account.scheduler.snapshot().schedules.map(({ name }) => name);
    expect(schedules.filter((name) => name.startsWith('window-'))).toEqual([]);
  });

  it('rolled back: it stays over, and the service is registered again and deployed', async () => {
    const old = await given(target, 'rolled-back');
    const { developer, id, service } = old;
    await expectRead(old, 'failing');
    await expect(developer.rollback_deployment(id)).rejects.toMatchObject({ name: 'Conflict' });
    await expect(developer.abort_deployment(id)).rejects.toMatchObject({ name: 'Conflict' });
    await expectEnded(await deploy(service, service.versions.good), 'PROMOTED');
  });

  it('restoring: the deadman of the release before sees it through where its restore ends early', async () => {
    const old = await given(target, 'restoring');
    const { id, installation, service } = old;
    await expectRead(old, 'failing');
    // To this answer the restore of the release before ends.
    await service.meddle(outsider(installation, 'other-tool'), 50);
    expect(await runStep(installation, DRIVERS[target], { action: 'settle', ...id })).toEqual({
      next: 'restore',
      seconds: 0,
    });
    await expectEnded(old.deployment, 'ROLLED_BACK', 'JUDGED_WORSE');
  });
});
