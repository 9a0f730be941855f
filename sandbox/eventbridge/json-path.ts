/**
 * Reads a value by the JSON path that EventBridge supports: dot notation, array indices and `*`. A path with a
 * wildcard gives an array. Answers undefined when nothing is there.
 */
export function readPath(root: unknown, path: string): unknown {
  const steps = parse(path);
  const found = steps.reduce<readonly unknown[]>(
    (nodes, step) => nodes.flatMap((node) => take(node, step)),
    [root],
  );
  return steps.includes('*') ? found : found[0];
}

/** Whether a path has the form `readPath` understands. */
export function isPath(path: string): boolean {
  return /^\$(?:\.[\w\-/:]+|\.\*|\[(?:\d+|\*)\])*$/.test(path);
}

function parse(path: string): readonly string[] {
  return path.slice(1).match(/[^.[\]]+/g) ?? [];
}

function take(node: unknown, step: string): readonly unknown[] {
  if (typeof node !== 'object' || node === null) return [];
  if (step === '*') return Object.values(node);
  const value = (node as Readonly<Record<string, unknown>>)[step];
  return value === undefined ? [] : [value];
}
