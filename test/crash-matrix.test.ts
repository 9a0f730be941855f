import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../functions/clock.ts';
import { choose } from './crash-matrix/choose.ts';
import { Crew } from './crash-matrix/crew.ts';
import { idOf } from './crash-matrix/deployments/case.ts';
import { MENDED } from './crash-matrix/deployments/mended.ts';
import { scenariosOf } from './crash-matrix/deployments/scenarios/scenarios.ts';
import { nameOf, WAYS, type Way } from './crash-matrix/deployments/way.ts';
import type { Outcome } from './crash-matrix/outcome.ts';

const WORKERS = 2;
const FULL: Way = { strategy: 'blue-green', target: 'lambda-alias' };
const SAMPLE = 60;
const SEED = Number(process.env['CRASH_MATRIX_SEED'] ?? systemClock.now() % 1_000_000);
const TIMEOUT_MS = 1_800_000;

let crew: Crew;
beforeAll(() => {
  crew = new Crew(WORKERS);
});
afterAll(() => crew.close());

const violated = (outcomes: readonly Outcome[]) => outcomes.filter(({ violations }) => violations.length > 0);
const say = (line: string) => process.stderr.write(`${line}\n`);

describe('the crash matrix', () => {
  it(
    `holds at every call of ${nameOf(FULL)}`,
    async () => {
      const { ids, broken } = await choose(crew, [nameOf(FULL)], { seed: SEED, say });
      expect(ids.length).toBeGreaterThan(600);
      const outcomes = await crew.run(ids);
      expect(violated([...broken, ...outcomes])).toEqual([]);
      const met = outcomes.filter((outcome) => outcome.met);
      expect(met.length / outcomes.length).toBeGreaterThan(0.95);
    },
    TIMEOUT_MS,
  );

  it(
    `holds in a sample of everything else (CRASH_MATRIX_SEED=${SEED})`,
    async () => {
      const others = WAYS.map(nameOf).filter((name) => name !== nameOf(FULL));
      const { ids, broken } = await choose(crew, others, { sample: SAMPLE, seed: SEED, say });
      expect(violated([...broken, ...(await crew.run(ids))])).toEqual([]);
    },
    TIMEOUT_MS,
  );
});

describe('the crash matrix of an ECS pair', () => {
  it(
    'holds whatever befalls it, autoscaling, other stacks and people included',
    async () => {
      const way: Way = { strategy: 'blue-green', target: 'ecs-pair' };
      const ids = scenariosOf(way).map((scenario) => idOf({ way, kind: 'scenario', scenario }));
      expect(ids.length).toBeGreaterThan(50);
      expect(violated(await crew.run(ids))).toEqual([]);
    },
    TIMEOUT_MS,
  );
});

describe('what was mended', () => {
  it.each(Object.entries(MENDED))(
    '%s: %s',
    async (id) => {
      expect(violated(await crew.run([id]))).toEqual([]);
    },
    TIMEOUT_MS,
  );
});
