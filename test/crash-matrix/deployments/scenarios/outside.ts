import type { Deployment } from '../../../flows/deployment.ts';
import { outsider } from '../../../flows/service.ts';
import { over } from '../journey.ts';
import type { Scenario, Scenarios } from './scenario.ts';
import { lastStep, type Scene } from './scene.ts';

const ENDED = /^ROLLED_BACK EXTERNAL_CHANGE$/;
const SOMEBODY = 'cdk-deploy';
const SHARE = 30;

function meddle({ subject }: Scene, share: number): Promise<void> {
  return subject.meddle(outsider(subject.bench, SOMEBODY), share);
}

function changedWhen(
  reach: (deployment: Deployment) => Promise<unknown>,
  more: Partial<Scenario> = {},
): Scenario {
  return {
    ends: ENDED,
    // Whoever gives traffic to a side without tasks is answered as one would expect.
    allows: { usersSuffer: true },
    ...more,
    async play(scene) {
      const deployment = await scene.deploy();
      await reach(deployment);
      await meddle(scene, SHARE);
      return deployment;
    },
  };
}

const baking = (deployment: Deployment) => deployment.reach('BAKING');

/** Somebody else moves the weights. */
export const OUTSIDE: Scenarios = {
  'weights-changed-in-preparing': changedWhen((deployment) => deployment.reach('PREPARING'), {
    targets: ['ecs-pair'],
  }),
  'weights-changed-in-baking': changedWhen(baking),
  'weights-changed-in-last-step': changedWhen(lastStep),
  'weights-changed-in-restoring': changedWhen((deployment) => deployment.reach('RESTORING'), {
    version: 'bad',
    ends: /^ROLLED_BACK JUDGED_WORSE$/,
  }),
  'weights-changed-unheard': {
    ends: ENDED,
    allows: { usersSuffer: true },
    async play(scene) {
      scene.lose(({ rule }) => rule.name.endsWith('outside-change'));
      const deployment = await scene.deploy();
      await baking(deployment);
      await meddle(scene, SHARE);
      return deployment;
    },
  },
  'weights-changed-in-the-window': {
    ends: /^PROMOTED$/,
    allows: { usersSuffer: true },
    async play(scene) {
      const deployment = await scene.deploy();
      await over(scene.subject, deployment);
      await meddle(scene, SHARE);
      await scene.subject.bench.clock.advanceBy(20 * 60_000);
      const unanswered = scene.subject.glimpse().unanswered;
      if (unanswered.length > 0) throw new Error(`The window's end drained a side: ${unanswered.join()}`);
      await meddle(scene, 0);
      return deployment;
    },
  },
};
