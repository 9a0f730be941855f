/** Members of descriptions whose values people put secrets into; what they are called stays. */
const HOLDS_VALUES = /^(environment|variables|command|entryPoint|options|dockerLabels|userData)$/i;
/** What of log drivers' options says where logs go, and nothing else. */
const PLAIN = /^awslogs-/;
const HIDDEN = '(not shown)';

/**
 * A description as evidence may show it: names of environment variables without their values, no words of commands, no
 * options but those that name log groups. Evidence is kept, and read by many more than may read the resource.
 */
export function shownOf(value: unknown, hides = false): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => shownOf(item, hides));
  if (typeof value !== 'object' || value === null) return hides && typeof value === 'string' ? HIDDEN : value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      shownOf(inner, HOLDS_VALUES.test(name) || (hides && name !== 'name' && !PLAIN.test(name))),
    ]),
  );
}
