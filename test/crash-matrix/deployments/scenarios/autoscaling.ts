import { every } from '../../../../sandbox/clock/every.ts';
import { SIDES } from '../../../../sandbox/samples/storefront.ts';
import type { Deployment } from '../../../flows/deployment.ts';
import { over } from '../journey.ts';
import type { Scenario, Scenarios } from './scenario.ts';
import type { Scene } from './scene.ts';

const TASKS = 4;
const REQUESTS_PER_SECOND = 4;
const TICK_MS = 5_000;
/** Target tracking aims at half of a task's CPU: with this load four tasks are just right. */
const FULL_LOAD_PER_MINUTE = (REQUESTS_PER_SECOND * 60) / TASKS / 0.5;

/** Both sides track their CPU, and act after a minute or two of any change. */
function tracked(play: (scene: Scene) => Promise<Deployment>, more: Partial<Scenario> = {}): Scenario {
  return {
    targets: ['ecs-pair'],
    own: {
      bench: { trackingMinutes: { scaleOut: 1, scaleIn: 2 } },
      storefront: { desiredCount: TASKS, maxCapacity: 2 * TASKS, fullLoadPerMinute: FULL_LOAD_PER_MINUTE },
    },
    ends: /^PROMOTED$/,
    allows: { otherCounts: true },
    play,
    ...more,
  };
}

/** Lets both sides scale in down to one task, as the user's limits say. */
function loosen({ subject }: Scene): void {
  for (const side of SIDES)
    subject.bench.account.users.autoScaling.register({
      ServiceNamespace: 'ecs',
      ScalableDimension: 'ecs:service:DesiredCount',
      ResourceId: subject.pair?.sides[side].resourceId,
      MinCapacity: side === 'blue' ? 1 : 0,
    });
}

/** Until the deployment is over, the two sides together have to be able to take the load of the old one. */
async function watched(scene: Scene, deployment: Deployment): Promise<Deployment> {
  const { subject } = scene;
  const { clock } = subject.bench;
  const ended = new AbortController();
  const looks: { readonly at: number; readonly running: number }[] = [];
  const look = () => {
    const running = SIDES.reduce((sum, side) => sum + (subject.tasks?.(side) ?? 0), 0);
    looks.push({ at: clock.now(), running });
  };
  const watching = every(clock, TICK_MS, look, ended.signal);
  const { state } = await over(subject, deployment);
  ended.abort();
  await watching;
  // What autoscaling does when it is over is its own business.
  const end = 'at' in state ? Date.parse(state.at) : clock.now();
  const least = Math.min(TASKS, ...looks.filter(({ at }) => at <= end).map(({ running }) => running));
  if (least < TASKS) throw new Error(`Only ${least} of ${TASKS} tasks ran in the meantime.`);
  return deployment;
}

/** Autoscaling acts on both sides throughout. */
export const AUTOSCALING: Scenarios = {
  'autoscaling-follows-the-traffic': tracked(async (scene) => {
    loosen(scene);
    return watched(scene, await scene.deploy());
  }),
  'autoscaling-follows-a-bad-version': tracked(
    async (scene) => {
      loosen(scene);
      return watched(scene, await scene.deploy());
    },
    { version: 'bad', ends: /^ROLLED_BACK JUDGED_WORSE$/ },
  ),
  'autoscaling-under-a-rising-load': tracked(async (scene) => {
    loosen(scene);
    const deployment = await scene.deploy();
    await deployment.reach('BAKING');
    scene.subject.traffic.setRate(1.5 * REQUESTS_PER_SECOND);
    return watched(scene, deployment);
  }),
  'autoscaling-when-the-load-falls-away': tracked(async (scene) => {
    loosen(scene);
    const deployment = await scene.deploy();
    await deployment.reach('BAKING');
    scene.subject.traffic.setRate(0.5 * REQUESTS_PER_SECOND);
    return watched(scene, deployment);
  }),
};
