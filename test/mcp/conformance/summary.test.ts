import { expect, it } from 'vitest';
import { summaryOf } from './summary.ts';

const OUTPUT = `=== Running scenario: ping ===

=== SUMMARY ===
✓ ping: 2 passed, 0 failed
✗ tools-list: 1 passed, 1 failed
✗ tasks-lifecycle: 1 passed, 8 failed

Total: 4 passed, 9 failed

Not scored for 2026-07-28: 1 scenario(s) run, 1 failing. These do not affect conformance.
  ✗ tasks-lifecycle (extension)
`;

it('counts what the suite counts, and tells what it does not', () => {
  expect(summaryOf(OUTPUT)).toEqual({
    passed: ['ping'],
    failed: ['tools-list'],
    notScored: ['✗ tasks-lifecycle (extension)'],
  });
});

it('counts nothing where the suite did not come to an end', () => {
  expect(summaryOf('=== Running scenario: ping ===')).toEqual({ passed: [], failed: [], notScored: [] });
});
