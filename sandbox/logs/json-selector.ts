const STEP = /\.\['([^']+)'\]|\.([A-Za-z0-9_-]+|\*)|\[(\d+|\*)\]/y;

/** One step into a document: a member, an array element, or any of them. */
type Step = string | number;

/** A property selector such as `$.users[0].email`, as its steps; undefined when it is none. */
export function parseSelector(text: string): readonly Step[] | undefined {
  const steps: Step[] = [];
  STEP.lastIndex = 1;
  while (STEP.lastIndex < text.length) {
    const match = STEP.exec(text);
    if (!match) return undefined;
    const [, quoted, member, element] = match;
    if (element !== undefined) steps.push(element === '*' ? '*' : Number(element));
    else steps.push(quoted ?? member ?? '');
  }
  return text.startsWith('$') && steps.length > 0 ? steps : undefined;
}

function children(value: unknown, step: Step): readonly unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  if (step === '*') return Object.values(value);
  if (typeof step === 'number') return Array.isArray(value) && step < value.length ? [value[step]] : [];
  return !Array.isArray(value) && Object.hasOwn(value, step)
    ? [(value as Record<string, unknown>)[step]]
    : [];
}

/** All values that a selector finds; none where a step does not exist. */
export function select(document: unknown, steps: readonly Step[]): readonly unknown[] {
  return steps.reduce<readonly unknown[]>(
    (found, step) => found.flatMap((value) => children(value, step)),
    [document],
  );
}
