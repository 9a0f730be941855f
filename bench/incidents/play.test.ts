import { describe, expect, it } from 'vitest';
import { play } from './play.ts';
import { scenarioOf } from './played.fixture.ts';
import { score } from './score.ts';

const SEED = 5;
const LONG_MS = 120_000;

describe('a scenario played through the product', () => {
  it(
    'is repaired where it may be, by what the account saw',
    async () => {
      const scenario = scenarioOf('hung-tasks');
      const played = await play(scenario, SEED);
      expect(played.deeds).toMatchObject([
        { tool: 'restart_service', remedy: 'restart', target: 'storefront' },
      ]);
      expect(played.incidents.map(({ state }) => state)).toEqual(['RESOLVED']);
      expect(score(scenario, played)).toMatchObject({ remediated: true, misses: [], wrong: [] });
    },
    LONG_MS,
  );

  it(
    'waits for the person who is asked, and does nothing that the person refuses',
    async () => {
      const scenario = { ...scenarioOf('approval-that-is-refused'), minutes: 25 };
      const played = await play(scenario, SEED);
      expect(played.answers).toEqual([expect.stringMatching(/^reject run-\w+: 200$/)]);
      expect(played.deeds).toEqual([]);
      expect(score(scenario, played)).toMatchObject({ misses: [], wrong: [] });
    },
    LONG_MS,
  );
});
