import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** What a mutant is run against: the tests of core/ alone, with properties that draw the same cases every time. */
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: {
    include: ['core/**/*.test.ts'],
    setupFiles: [fileURLToPath(new URL('seed.ts', import.meta.url))],
    testTimeout: 30_000,
  },
});
