/** What one revision's run came to, scenario by scenario. */
export interface Summary {
  readonly passed: readonly string[];
  readonly failed: readonly string[];
  /** Extensions and scenarios that the suite itself does not count, as it wrote them. */
  readonly notScored: readonly string[];
}

/** Reads the suite's own summary: a line a scenario, then those that do not count. */
export function summaryOf(output: string): Summary {
  const [scored = '', rest = ''] = (output.split('=== SUMMARY ===')[1] ?? '').split('\nNot scored');
  const notScored = [...rest.matchAll(/^ {2}[✓✗] (\S+) \(.*\)$/gm)].map(([line = '', name = '']) => ({
    line,
    name,
  }));
  const uncounted = new Set(notScored.map(({ name }) => name));
  const lines = [...scored.matchAll(/^([✓✗]) (\S+): (\d+) passed/gm)].filter(
    ([, , name = '']) => !uncounted.has(name),
  );
  const named = (mark: string) => lines.filter(([, one]) => one === mark).map(([, , name = '']) => name);
  return { passed: named('✓'), failed: named('✗'), notScored: notScored.map(({ line }) => line.trim()) };
}
