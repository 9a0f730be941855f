import type { Scenarios } from './scenario.ts';

/** The calls that move traffic, of either kind of target. */
const MOVES = ['ModifyListener', 'UpdateAlias'];

/** What only a person can answer for, or mend. */
export const PEOPLE: Scenarios = {
  'promoted-by-a-person-early': {
    ends: /^PROMOTED$/,
    allows: { byPerson: true },
    async play(scene) {
      const deployment = await scene.deploy();
      await deployment.reach('BAKING');
      await scene.subject.bench.developer.promote_deployment({ deploymentId: deployment.id });
      return deployment;
    },
  },
  'restore-refused-for-good': {
    ends: /^FAILED RESTORE_FAILED$/,
    allows: { restoreFails: true },
    async play(scene) {
      const deployment = await scene.deploy();
      await deployment.reach('BAKING');
      scene.fault({
        match: {
          principal: '*drive-*',
          predicate: ({ command }) => MOVES.includes(command),
        },
        effect: 'error-before',
        error: { name: 'OperationNotPermittedException', message: 'Not now.', statusCode: 400 },
      });
      await scene.subject.bench.developer.abort_deployment({ deploymentId: deployment.id });
      return deployment;
    },
  },
};
