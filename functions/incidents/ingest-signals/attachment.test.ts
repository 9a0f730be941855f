import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DeploymentRecord, StoredDeployment } from '../../../core/rollout/record.ts';
import type { DeploymentState } from '../../../core/rollout/state.ts';
import { seeded } from '../../../test/flows/seeded.ts';
import { runStep } from '../../../test/flows/step.ts';
import { publish } from '../../runs/events.ts';
import { readDeployment } from '../../runs/store.ts';
import { serviceRecord } from '../../services/record.fixture.ts';
import { environmentWrite, saveService } from '../../services/store.ts';
import { alarmEvent, type House, house, incidentsOf, TAGS } from '../incidents.fixture.ts';

let shop: House;
beforeAll(async () => {
  shop = await house();
});
afterAll(() => shop.close());

type Seed = Partial<DeploymentRecord> & { readonly in?: DeploymentState['name'] };

/** A deployment, and an alarm of its service that begins to fire under it. */
async function firing(seed: Seed) {
  const deployment = await seeded(shop.installation, seed);
  const name = `errors-of-${deployment.service}`;
  await shop.putAlarm(name, { ...TAGS, 'operate:service': deployment.service });
  const at = shop.clock.now();
  const say = async (state: 'ALARM' | 'OK' = 'ALARM', time = at) => {
    await shop.send([alarmEvent(name, { state, at: time })]);
    await shop.clock.advanceBy(10_000);
  };
  await say();
  return { deployment, name, say };
}

const read = ({ id }: StoredDeployment) => readDeployment(shop.context, id);
const signalsOf = async ({ service }: StoredDeployment) =>
  (await incidentsOf(shop, service)).map(({ signals }) => signals.map(({ title, state }) => [title, state]));
const hold = async ({ id: deploymentId }: StoredDeployment) => {
  const reason = { code: 'INSUFFICIENT_DATA', words: 'No requests.' };
  const enteredAt = new Date(shop.clock.now()).toISOString();
  const input = { deploymentId, step: 0, reason, token: 'token-1', enteredAt, timeoutSeconds: 600 };
  await runStep(shop.installation, 'hold_deployment', input);
  await shop.clock.advanceBy(10_000);
};

describe('an alarm that fires under a deployment', () => {
  it.each(['PREPARING', 'BAKING'] as const)('that is %s is watched by its judge', async (state) => {
    const { deployment, name } = await firing({ in: state });
    expect((await read(deployment)).alarms.watched).toEqual([name]);
    expect(await signalsOf(deployment)).toEqual([]);
  });

  it.each(['PENDING', 'AWAITING_APPROVAL', 'PAUSED', 'RESTORING'] as const)(
    'that is %s is told people, since no judge looks',
    async (state) => {
      const { deployment, name } = await firing({ in: state });
      expect(await signalsOf(deployment)).toEqual([[[name, 'FIRING']]]);
      expect((await read(deployment)).head).toEqual(deployment.head);
    },
  );

  it.each(['PAUSE', 'PROMOTE'] as const)('that follows a %s is told people too', async (kind) => {
    const { deployment, name } = await firing({ in: 'BAKING', command: { kind, by: 'ada', at: 'now' } });
    expect(await signalsOf(deployment)).toEqual([[[name, 'FIRING']]]);
  });

  it('changes nothing when it is told twice', async () => {
    const { deployment, say } = await firing({ in: 'BAKING' });
    const { head } = await read(deployment);
    await say();
    expect((await read(deployment)).head).toEqual(head);
    expect(await signalsOf(deployment)).toEqual([]);
  });

  it('and is of another account is told people, since no judge can read it', async () => {
    const deployment = await seeded(shop.installation, { in: 'BAKING' });
    await saveService(shop.context, undefined, serviceRecord(deployment.service), {
      words: 'Registered.',
      more: [environmentWrite(shop.context, 'production')],
    });
    const event = JSON.parse(alarmEvent('foreign', { at: shop.clock.now() }));
    event.resources = ['arn:aws:cloudwatch:eu-west-1:111122223333:alarm:foreign'];
    const dimensions = { FunctionName: deployment.service };
    const metric = { namespace: 'AWS/Lambda', name: 'Errors', dimensions };
    event.detail.configuration.metrics = [{ metricStat: { metric, stat: 'Sum', period: 60 } }];
    await shop.send([JSON.stringify(event)]);
    await shop.clock.advanceBy(10_000);
    expect(await signalsOf(deployment)).toEqual([[['foreign', 'FIRING']]]);
    expect((await read(deployment)).head).toEqual(deployment.head);
  });
});

describe('a deployment that is held', () => {
  it('has what fires placed again, once', async () => {
    const { deployment, name } = await firing({ in: 'BAKING' });
    await hold(deployment);
    expect(await signalsOf(deployment)).toEqual([[[name, 'FIRING']]]);
    await publish(shop.context, 'DeploymentHeld', await read(deployment));
    await shop.clock.advanceBy(10_000);
    expect(await signalsOf(deployment)).toEqual([[[name, 'FIRING']]]);
  });

  it('leaves alone what is well again', async () => {
    const { deployment, say } = await firing({ in: 'BAKING' });
    await say('OK', shop.clock.now());
    await hold(deployment);
    expect(await signalsOf(deployment)).toEqual([]);
  });

  it('and was resumed before that was told keeps what is attached', async () => {
    const { deployment } = await firing({ in: 'BAKING' });
    const before = await read(deployment);
    await publish(shop.context, 'DeploymentHeld', before);
    await shop.clock.advanceBy(10_000);
    expect(await signalsOf(deployment)).toEqual([]);
    expect((await read(deployment)).head).toEqual(before.head);
  });
});
