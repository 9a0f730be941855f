import { defineConfig } from 'vitest/config';

const EXCLUDE = ['node_modules/**', 'dist/**', 'cdk.out/**'];
const PURE = 'core/**/*.test.ts';

export default defineConfig({
  test: {
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Vitest leaves one core to itself, which on two cores is half of them.
    maxWorkers: 2,
    projects: [
      // What decides has no state to share, so its files need no process each.
      { extends: true, test: { name: 'core', include: [PURE], exclude: EXCLUDE, isolate: false } },
      { extends: true, test: { name: 'rest', include: ['**/*.test.ts'], exclude: [...EXCLUDE, PURE] } },
    ],
  },
});
