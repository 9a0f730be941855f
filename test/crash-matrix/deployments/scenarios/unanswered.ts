import { type Deployment, deploy, deploymentOf } from '../../../flows/deployment.ts';
import { insist, over } from '../journey.ts';
import { stepsOf } from '../way.ts';
import { by, cutEachAttempt } from './cut.ts';
import type { Scenario, Scenarios } from './scenario.ts';
import type { Scene } from './scene.ts';

type Ask = (scene: Scene, deployment: Deployment, sending: { idempotencyKey: string }) => Promise<unknown>;

/** A person sends the same request until it is answered; the function behind it times out each time, a bit later. */
async function insisted(scene: Scene, deployment: Deployment, operation: string, ask: Ask): Promise<void> {
  cutEachAttempt(scene, by(operation));
  const sending = { idempotencyKey: `${operation}:${deployment.id}` };
  await insist(scene.subject.bench, () => ask(scene, deployment, sending));
}

function unanswered(
  operation: string,
  state: 'AWAITING_APPROVAL' | 'BAKING',
  ask: Ask,
  expected: Pick<Scenario, 'ends' | 'allows'>,
): Scenario {
  return {
    ...expected,
    async play(scene) {
      const deployment = await scene.deploy({ approval: state === 'AWAITING_APPROVAL' });
      await deployment.reach(state);
      await insisted(scene, deployment, operation, ask);
      return deployment;
    },
  };
}

/** Goes on to a second version, so that a rollback leads to the one that this scenario is about. */
async function rolledBack(scene: Scene): Promise<Deployment> {
  const { subject, way } = scene;
  await over(subject, await scene.deploy());
  const steps = { strategy: way.strategy, steps: stepsOf(way) };
  const second = await deploy(subject, await subject.good(), steps);
  await over(subject, second);
  let id = '';
  await insisted(
    scene,
    second,
    'rollback-deployment',
    async ({ subject: { bench } }, { id: of }, sending) => {
      const answer = await bench.developer.rollback_deployment({ deploymentId: of }, sending);
      id = answer.deployment.deploymentId;
    },
  );
  return deploymentOf(subject, id);
}

/** Operations whose function Lambda ends at its time-out, whoever asks for them and however often. */
export const UNANSWERED: Scenarios = {
  'function-timeouts-in-reject': unanswered(
    'reject',
    'AWAITING_APPROVAL',
    ({ subject: { bench } }, { id: deploymentId }, sending) =>
      bench.as('approver').reject({ deploymentId, reason: 'not today' }, sending),
    { ends: /^REFUSED APPROVAL_REJECTED$/ },
  ),
  'function-timeouts-in-abort': unanswered(
    'abort-deployment',
    'BAKING',
    ({ subject: { bench } }, { id: deploymentId }, sending) =>
      bench.developer.abort_deployment({ deploymentId }, sending),
    { ends: /^ABORTED ABORTED_BY_PERSON$/ },
  ),
  'function-timeouts-in-promote-by-a-person': unanswered(
    'promote-deployment',
    'BAKING',
    ({ subject: { bench } }, { id: deploymentId }, sending) =>
      bench.developer.promote_deployment({ deploymentId }, sending),
    { ends: /^PROMOTED$/, allows: { byPerson: true } },
  ),
  'function-timeouts-in-rollback': { ends: /^PROMOTED$/, play: rolledBack },
  'function-timeouts-in-start-restore': {
    ends: /^ROLLED_BACK (EXECUTION_ENDED|DEADLINE_PASSED)$/,
    async play(scene) {
      const deployment = await scene.deploy();
      await deployment.reach('BAKING');
      cutEachAttempt(scene, by('start-restore'));
      await scene.kill(deployment);
      return deployment;
    },
  },
};
