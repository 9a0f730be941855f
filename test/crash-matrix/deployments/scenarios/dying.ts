import type { StateName } from '../../../../core/rollout/state.ts';
import type { Deployment } from '../../../flows/deployment.ts';
import { begin } from '../journey.ts';
import type { Scenario, Scenarios } from './scenario.ts';
import { isEnd, lastStep, type Scene } from './scene.ts';

const ENDED = /^ROLLED_BACK EXECUTION_ENDED$/;

function killedIn(state: StateName, more: Partial<Scenario> = {}, wish = {}): Scenario {
  return {
    ends: ENDED,
    ...more,
    async play(scene) {
      const deployment = await scene.deploy(wish);
      await deployment.reach(state);
      await scene.kill(deployment);
      // Until the end is heard of.
      await scene.subject.bench.clock.advanceBy(5_000);
      return deployment;
    },
  };
}

/** States.Runtime at every place where an execution waits; no Catch sees it. */
export const DYING: Scenarios = {
  'never-started': {
    ends: /^FAILED NEVER_STARTED$/,
    async play({ subject, way, fault }) {
      fault({
        match: { command: 'StartExecution', principal: '*deploy-application' },
        effect: 'error-before',
        error: { name: 'InternalServerException', statusCode: 500 },
      });
      const { deployment } = await begin(subject, way, await subject.good());
      return deployment;
    },
  },
  'runtime-in-approval': killedIn('AWAITING_APPROVAL', {}, { approval: true }),
  'runtime-in-preparing': killedIn('PREPARING', { targets: ['ecs-pair'] }),
  'runtime-in-baking': killedIn('BAKING'),
  'runtime-in-pause': killedIn('PAUSED', { version: 'bad' }, { rollbackOnFailure: false }),
  'runtime-in-last-step': {
    ends: ENDED,
    async play(scene) {
      const deployment = await scene.deploy();
      await lastStep(deployment);
      await scene.kill(deployment);
      return deployment;
    },
  },
  'runtime-in-restoring': {
    version: 'bad',
    ends: /^ROLLED_BACK JUDGED_WORSE$/,
    async play(scene) {
      const deployment = await scene.deploy();
      await deployment.reach('RESTORING');
      await scene.subject.bench.clock.advanceBy(20_000);
      await scene.kill(deployment, 1);
      return deployment;
    },
  },
  'end-unheard': {
    ends: /^ROLLED_BACK DEADLINE_PASSED$/,
    async play(scene) {
      scene.lose(isEnd);
      return killedWhileBaking(scene);
    },
  },
  'end-heard-late': {
    ends: ENDED,
    async play(scene) {
      scene.delay(isEnd, 20 * 60_000);
      return killedWhileBaking(scene);
    },
  },
  'end-heard-twice': {
    ends: ENDED,
    async play(scene) {
      scene.duplicate(() => true);
      return killedWhileBaking(scene);
    },
  },
};

async function killedWhileBaking(scene: Scene): Promise<Deployment> {
  const deployment = await scene.deploy();
  await deployment.reach('BAKING');
  await scene.kill(deployment);
  return deployment;
}
