import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Stryker } from '@stryker-mutator/core';
import { LEAST_PERCENT } from './scores.ts';

export const REPORT = 'coverage/mutation/report.json';
export const SUMMARY = 'coverage/mutation/summary.txt';

type Options = ConstructorParameters<typeof Stryker>[0];

/** The options of a run over one part of core/; paths are relative to the project. */
export function optionsFor(part: string): Options {
  return { ...COMMON, ignoreStatic: SLOW_WHERE_STATIC.includes(part) };
}

/**
 * A mutant that a test file meets while it is loaded cannot be left to single tests: all of them run. Here that is
 * half of the mutants, through tables of cases, at many seconds each; the tests that meet them later still run.
 */
const SLOW_WHERE_STATIC = ['judge'];

const COMMON: Options = {
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner', './test/mutation/human-words.ts'],
  vitest: { configFile: 'test/mutation/vitest.config.ts' },
  // What tests of core/ may read; the rest is not copied.
  ignorePatterns: ['**', '!{core,functions,sandbox,bench,test}/**', '!package.json'],
  // Outside the checkout, where no other run of vitest looks for tests.
  tempDirName: join(tmpdir(), 'operate-mutation'),
  ignorers: ['human-words'],
  reporters: ['progress', 'json'],
  jsonReporter: { fileName: REPORT },
  incremental: true,
  incrementalFile: 'coverage/mutation/incremental.json',
  concurrency: 2,
  timeoutMS: 10_000,
  thresholds: { high: 95, low: LEAST_PERCENT, break: LEAST_PERCENT },
};
