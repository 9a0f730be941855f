import { defineConfig } from 'vitest/config';

/** Comparisons with what others wrote: moto, botocore, recorded events. They need Python, so they run by themselves. */
export default defineConfig({
  test: {
    include: ['test/contract/**/*.contract.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
