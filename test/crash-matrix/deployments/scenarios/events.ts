import { over } from '../journey.ts';
import type { Scenarios } from './scenario.ts';
import { isEnd } from './scene.ts';

/** Events that do not come, come twice, or come to a service that has gone on. */
export const EVENTS: Scenarios = {
  'no-event-good': {
    ends: /^PROMOTED$/,
    async play(scene) {
      scene.lose(() => true);
      return scene.deploy();
    },
  },
  'no-event-bad': {
    version: 'bad',
    ends: /^ROLLED_BACK JUDGED_WORSE$/,
    async play(scene) {
      scene.lose(() => true);
      return scene.deploy();
    },
  },
  'every-event-twice-good': {
    ends: /^PROMOTED$/,
    async play(scene) {
      scene.duplicate(() => true);
      return scene.deploy();
    },
  },
  'every-event-twice-bad': {
    version: 'bad',
    ends: /^ROLLED_BACK JUDGED_WORSE$/,
    async play(scene) {
      scene.duplicate(() => true);
      return scene.deploy();
    },
  },
  'ends-heard-in-the-next-run': {
    ends: /^PROMOTED$/,
    async play(scene) {
      scene.delay(isEnd, 10 * 60_000);
      const first = await scene.deploy();
      await first.reach('BAKING');
      await scene.subject.bench.developer.abort_deployment({ deploymentId: first.id });
      await over(scene.subject, first);
      return scene.deploy();
    },
  },
};
