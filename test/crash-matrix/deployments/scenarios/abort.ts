import { Conflict } from '../../../../core/errors.ts';
import type { Deployment } from '../../../flows/deployment.ts';
import type { Scenario, Scenarios } from './scenario.ts';
import { lastStep } from './scene.ts';

type Reach = (deployment: Deployment) => Promise<unknown>;

function abortedWhen(reach: Reach, more: Partial<Scenario> = {}, wish = {}): Scenario {
  return {
    ends: /^ABORTED ABORTED_BY_PERSON$/,
    ...more,
    async play(scene) {
      const deployment = await scene.deploy(wish);
      await reach(deployment);
      await scene.subject.bench.developer.abort_deployment({ deploymentId: deployment.id });
      return deployment;
    },
  };
}

/** Where it is too late, an abort says so and changes nothing. */
function refusedWhen(reach: Reach, more: Pick<Scenario, 'ends'> & Partial<Scenario>): Scenario {
  return {
    ...more,
    async play(scene) {
      const deployment = await scene.deploy();
      await reach(deployment);
      const { developer } = scene.subject.bench;
      const answer = await developer
        .abort_deployment({ deploymentId: deployment.id })
        .catch((error) => error);
      if (!(answer instanceof Conflict)) throw new Error('An abort was not refused.', { cause: answer });
      return deployment;
    },
  };
}

/** A person aborts, whatever the machine waits for. */
export const ABORT: Scenarios = {
  'abort-in-pending': abortedWhen(async () => {}),
  'abort-in-approval': abortedWhen(
    (deployment) => deployment.reach('AWAITING_APPROVAL'),
    {},
    { approval: true },
  ),
  'abort-in-preparing': abortedWhen((deployment) => deployment.reach('PREPARING'), { targets: ['ecs-pair'] }),
  'abort-in-last-step': abortedWhen(lastStep),
  'abort-in-pause': abortedWhen(
    (deployment) => deployment.reach('PAUSED'),
    { version: 'bad' },
    { rollbackOnFailure: false },
  ),
  'abort-in-restoring': refusedWhen((deployment) => deployment.reach('RESTORING'), {
    version: 'bad',
    ends: /^ROLLED_BACK JUDGED_WORSE$/,
  }),
  'abort-after-promotion': refusedWhen((deployment) => deployment.reach('PROMOTED'), { ends: /^PROMOTED$/ }),
};
