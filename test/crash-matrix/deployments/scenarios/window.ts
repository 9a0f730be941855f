import { over } from '../journey.ts';
import type { Scenarios } from './scenario.ts';

/** As many as an event to a function survives with all of its and the SDK's attempts, and more. */
const THROTTLES = 24;

/** What befalls the end of a rollback window. */
export const WINDOW: Scenarios = {
  'window-end-under-throttles': {
    ends: /^PROMOTED$/,
    async play(scene) {
      const deployment = await scene.deploy();
      await over(scene.subject, deployment);
      // Until its last calls are made.
      await scene.subject.bench.clock.advanceBy(10_000);
      scene.fault({
        match: { command: 'GetItem', principal: '*drive-*' },
        effect: 'throttle',
        times: THROTTLES,
      });
      await scene.subject.bench.clock.advanceBy(30 * 60_000);
      return deployment;
    },
  },
};
