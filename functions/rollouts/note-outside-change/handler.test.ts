import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PAIR } from '../../../core/rollout/record.fixture.ts';
import type { Undo } from '../../../core/rollout/record.ts';
import { compileEventPattern } from '../../../sandbox/eventbridge/event-pattern.ts';
import { type Installation, install } from '../../../test/flows/installation.ts';
import { seeded } from '../../../test/flows/seeded.ts';
import { runStep } from '../../../test/flows/step.ts';
import { readDeployment } from '../../runs/store.ts';

let installation: Installation;
beforeAll(async () => {
  installation = await install();
});
afterAll(() => installation.close());

const undo: Undo = {
  type: 'ecs-pair',
  old: 'blue',
  new: 'green',
  capacity: 2,
  scaling: { blue: null, green: null },
  taskDefinitions: { blue: 'shop:1', green: 'shop:1' },
};
const ADA = 'arn:aws:sts::000000000000:assumed-role/admins/ada';
const note = (changes: object = {}) =>
  runStep(installation, 'note_outside_change', {
    eventName: 'ModifyListener',
    principal: ADA,
    parameters: { listenerArn: PAIR.production.arn, defaultActions: [] },
    at: new Date(installation.clock.now()).toISOString(),
    ...changes,
  });
const stateOf = async (id: string) => (await readDeployment(installation.context, id)).state;

describe('the rule', () => {
  const role = (name: string) => `arn:aws:sts::000000000000:assumed-role/${name}/x`;
  it.each<[string, object, boolean]>([
    ['of a person', { userIdentity: { arn: ADA } }, true],
    ['of a user', { userIdentity: { arn: 'arn:aws:iam::000000000000:user/operate-run-ada' } }, true],
    [
      'of another account',
      { userIdentity: { arn: role('operate-run-x').replace('000000000000', '1') } },
      true,
    ],
    ['of ours', { userIdentity: { arn: role('operate-run-drive-ecs-pair') } }, false],
    ['of autoscaling', { userIdentity: { arn: role('AWSServiceRoleForApplicationAutoScaling') } }, false],
    ["of AWS's own services", { userIdentity: { invokedBy: 'ecs.amazonaws.com' } }, false],
    ['that was refused', { userIdentity: { arn: ADA }, errorCode: 'AccessDenied' }, false],
    ['that moves no traffic', { userIdentity: { arn: ADA }, eventName: 'CreateRule' }, false],
  ])('calls the function for a call %s: %s %s', (_who, detail, called) => {
    const rule = installation.product.manifest.rules.find(({ name }) => name === 'outside-change');
    const event = {
      source: 'aws.elasticloadbalancing',
      'detail-type': 'AWS API Call via CloudTrail',
      detail: { eventName: 'ModifyListener', ...detail },
    };
    expect(compileEventPattern(rule?.pattern ?? {})(event)).toBe(called);
  });
});

describe('note_outside_change', () => {
  it('leaves alone what does not concern a live deployment', async () => {
    const { id, createdAt } = await seeded(installation, { in: 'BAKING', undo });
    const own = 'arn:aws:sts::000000000000:assumed-role/operate-run-drive-ecs-pair/x';
    const before = new Date(Date.parse(createdAt) - 2_000).toISOString();
    for (const changes of [
      { principal: own },
      { at: before },
      { parameters: { listenerArn: 'another', defaultActions: [] } },
      { eventName: 'ModifyRule' },
    ])
      expect(await note(changes)).toEqual({ next: 'done' });
    expect((await stateOf(id)).name).toBe('BAKING');
    await installation.developer.abort_deployment({ deploymentId: id });
  });

  it('ends the deployment whose target was changed, and no other', async () => {
    const other = { ...PAIR, production: { ...PAIR.production, arn: `${PAIR.production.arn}9` } };
    const bystander = await seeded(installation, { in: 'BAKING', undo, target: other });
    const { id } = await seeded(installation, { in: 'BAKING', undo });
    const words = `ModifyListener by ${ADA} changed what this deployment is moving.`;
    const reason = { code: 'EXTERNAL_CHANGE', words };
    expect(await note()).toEqual({ next: 'restore', reason });
    expect(await stateOf(id)).toMatchObject({ name: 'RESTORING', reason });
    expect((await stateOf(bystander.id)).name).toBe('BAKING');
    expect(await note()).toEqual({ next: 'done' });
  });

  it.each(['RESTORING', 'PROMOTED', 'ABORTED'] as const)(
    'has nothing to end where it is %s',
    async (name) => {
      const { id } = await seeded(installation, { in: name, undo });
      expect(await note()).toEqual({ next: 'done' });
      expect((await stateOf(id)).name).toBe(name);
    },
  );

  it('leaves alone a deployment that has changed nothing yet', async () => {
    const { id } = await seeded(installation, { in: 'AWAITING_APPROVAL' });
    expect(await note()).toEqual({ next: 'done' });
    expect((await stateOf(id)).name).toBe('AWAITING_APPROVAL');
  });
});
