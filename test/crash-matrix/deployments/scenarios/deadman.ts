import { Conflict } from '../../../../core/errors.ts';
import type { FaultCall } from '../../../../sandbox/faults/rule.ts';
import type { Deployment } from '../../../flows/deployment.ts';
import { over } from '../journey.ts';
import type { Scenario, Scenarios } from './scenario.ts';
import { lastStep, type Scene } from './scene.ts';

const ENDED = /^ROLLED_BACK DEADLINE_PASSED$/;

function firedWhen(
  reach: (deployment: Deployment) => Promise<unknown>,
  more: Partial<Scenario> = {},
): Scenario {
  return {
    ends: ENDED,
    ...more,
    async play(scene) {
      const deployment = await scene.deploy();
      await reach(deployment);
      await scene.deadman(deployment);
      return deployment;
    },
  };
}

/** The write that makes a deployment PROMOTED. */
function promotes({ command, principal, input }: FaultCall): boolean {
  return (
    command === 'TransactWriteItems' &&
    /drive-/.test(principal) &&
    JSON.stringify(input).includes('"PROMOTED"')
  );
}

/** That the rival did what it wanted, or the error it got. */
type Answer = unknown;

/** Whoever lost was told so: an abort is refused once the promotion is written, and done otherwise. */
function expectOneWinner(state: string, answer: Answer): void {
  const refused = answer instanceof Conflict;
  if (state === 'ABORTED' && answer !== 'done')
    throw new Error('The deployment is ABORTED, yet whoever aborted it was refused.', { cause: answer });
  if (answer !== 'done' && !refused)
    throw new Error('The rival of a promotion failed in its own way.', { cause: answer });
}

type Act = (scene: Scene, deployment: Deployment) => Promise<unknown>;

/** Lets something happen at the very write that promotes: one of the two is first, and the other sees it. */
function atPromotion(effect: 'observe-before' | 'observe-after', act: Act): Scenario {
  return {
    ends: /^(PROMOTED|ROLLED_BACK DEADLINE_PASSED|ABORTED ABORTED_BY_PERSON)$/,
    async play(scene) {
      const deployment = await scene.deploy();
      const { promise: answered, resolve } = Promise.withResolvers<Answer>();
      scene.fault({
        match: { predicate: promotes, nth: 1 },
        effect,
        observe: () =>
          void act(scene, deployment).then(
            () => resolve('done'),
            (error: unknown) => resolve(error),
          ),
      });
      const { state } = await over(scene.subject, deployment);
      expectOneWinner(state.name, await answered);
      return deployment;
    },
  };
}

const abort: Act = ({ subject }, { id }) => subject.bench.developer.abort_deployment({ deploymentId: id });
const fire: Act = (scene, deployment) => scene.deadman(deployment);

/** The deadman strikes although nothing is wrong. */
export const DEADMAN: Scenarios = {
  'deadman-in-preparing': firedWhen((deployment) => deployment.reach('PREPARING'), { targets: ['ecs-pair'] }),
  'deadman-in-baking': firedWhen((deployment) => deployment.reach('BAKING')),
  'deadman-in-last-step': firedWhen(lastStep),
  'deadman-in-restoring': firedWhen((deployment) => deployment.reach('RESTORING'), {
    version: 'bad',
    ends: /^ROLLED_BACK JUDGED_WORSE$/,
  }),
  'deadman-after-promotion': firedWhen((deployment) => deployment.reach('PROMOTED'), { ends: /^PROMOTED$/ }),
  'deadman-before-promotion-is-written': atPromotion('observe-before', fire),
  'deadman-after-promotion-is-written': atPromotion('observe-after', fire),
  'abort-before-promotion-is-written': atPromotion('observe-before', abort),
  'abort-after-promotion-is-written': atPromotion('observe-after', abort),
};
