const compiled = new Map<string, RegExp>();

/** Whether `value` fits an IAM pattern: `*` stands for any run of characters, `?` for exactly one. */
export function matchesPattern(pattern: string, value: string): boolean {
  const known = compiled.get(pattern);
  if (known) return known.test(value);
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  const made = new RegExp(`^${source}$`, 's');
  compiled.set(pattern, made);
  return made.test(value);
}

/** IAM compares actions without regard to case. */
export function matchesAction(pattern: string, action: string): boolean {
  return matchesPattern(pattern.toLowerCase(), action.toLowerCase());
}
