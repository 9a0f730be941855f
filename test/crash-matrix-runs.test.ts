import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../functions/clock.ts';
import { choose } from './crash-matrix/choose.ts';
import { Crew } from './crash-matrix/crew.ts';
import type { Outcome } from './crash-matrix/outcome.ts';
import { PARTS } from './crash-matrix/runs/journeys.ts';
import { MENDED } from './crash-matrix/runs/mended.ts';

const WORKERS = 2;
const SAMPLE = 50;
const SEED = Number(process.env['CRASH_MATRIX_SEED'] ?? systemClock.now() % 1_000_000);
const TIMEOUT_MS = 1_800_000;

let crew: Crew;
beforeAll(() => {
  crew = new Crew(WORKERS);
});
afterAll(() => crew.close());

const violated = (outcomes: readonly Outcome[]) => outcomes.filter(({ violations }) => violations.length > 0);
const say = (line: string) => process.stderr.write(`${line}\n`);

describe('the crash matrix of runbook runs', () => {
  it(
    `holds in a sample of all calls (CRASH_MATRIX_SEED=${SEED})`,
    async () => {
      const { ids, broken } = await choose(crew, PARTS, { sample: SAMPLE, seed: SEED, say });
      expect(ids).toHaveLength(SAMPLE);
      const outcomes = await crew.run(ids);
      expect(violated([...broken, ...outcomes])).toEqual([]);
      expect(outcomes.filter(({ met }) => met).length / outcomes.length).toBeGreaterThan(0.9);
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
