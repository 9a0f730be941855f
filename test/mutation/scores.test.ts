import { describe, expect, it } from 'vitest';
import { ROOT } from '../architecture/source-files.ts';
import { decidingFiles, partOf } from './deciding-files.ts';
import { scoresOf, summary, tooLow } from './scores.ts';

const mutants = (counts: Readonly<Record<string, number>>) => ({
  mutants: Object.entries(counts).flatMap(([status, count]) =>
    Array.from({ length: count }, () => ({ status })),
  ),
});

describe('the deciding files', () => {
  it.each([
    ['core/rollout/plan.ts', 'rollout'],
    ['core/services/balancer-checks.ts', 'services'],
    ['core/canonical.ts', 'core'],
    ['core/new/deep/file.ts', 'new'],
    ['core/services/pair-cdk.ts', undefined],
    ['core/services/cdk-text.ts', undefined],
    ['core/services/balancer-commands.ts', undefined],
    ['core/rollout/plan.test.ts', undefined],
    ['core/rollout/record.fixture.ts', undefined],
    ['functions/clock.ts', undefined],
  ])('%s: %s', (path, part) => {
    expect(partOf(path)).toBe(part);
  });

  it('are in every part of core/', () => {
    const parts = new Set(decidingFiles(ROOT).map(partOf));
    expect([...parts]).toEqual(
      expect.arrayContaining(['audit', 'core', 'freeze', 'judge', 'rollout', 'services']),
    );
  });

  it('can be narrowed to some', () => {
    expect(decidingFiles(ROOT, ['core/freeze/**', 'core/canonical.ts', 'functions/**'])).toEqual([
      'core/canonical.ts',
      'core/freeze/change.ts',
      'core/freeze/freeze.ts',
      'core/freeze/frozen.ts',
      'core/freeze/instant.ts',
      'core/freeze/weekly-stretch.ts',
    ]);
  });
});

describe('scores', () => {
  const scores = scoresOf({
    files: {
      'core/rollout/plan.ts': mutants({ Killed: 80, Timeout: 8, Survived: 1, Ignored: 50, RuntimeError: 50 }),
      'core/rollout/state.ts': mutants({ Killed: 2, NoCoverage: 9 }),
      'core/freeze/change.ts': mutants({ Killed: 8999, Survived: 1001 }),
      'core/audit/chain.ts': mutants({}),
      'core/services/pair-cdk.ts': mutants({ Survived: 100 }),
    },
  });

  it('count by part what was noticed of what could be', () => {
    expect(scores).toEqual([
      { part: 'rollout', detected: 90, undetected: 10, percent: 90 },
      { part: 'freeze', detected: 8999, undetected: 1001, percent: 89.99 },
      { part: 'audit', detected: 0, undetected: 0, percent: 100 },
    ]);
  });

  it('fail each part by itself, and are never rounded up', () => {
    expect(tooLow(scores).map(({ part }) => part)).toEqual(['freeze']);
    expect(summary(scores).split('\n')[1]).toBe(
      'freeze          89.9%  8999 of 10000 mutants noticed  below 90',
    );
  });
});
