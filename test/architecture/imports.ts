import { posix } from 'node:path';
import type { Node, SourceFile } from './source-files.ts';

export interface Import {
  readonly from: string;
  /** A path relative to the project, or a package's name. */
  readonly to: string;
  /** True when nothing is left of it at run time. */
  readonly typeOnly: boolean;
}

/** What a file imports, re-exports or loads later. */
export function importsOf({ path, nodes }: SourceFile): Import[] {
  return nodes.flatMap((node) => {
    const source = node['source'] as Node | null | undefined;
    if (typeof source?.['value'] !== 'string') return [];
    const target = source['value'];
    const to = target.startsWith('.') ? posix.join(posix.dirname(path), target) : target;
    return [{ from: path, to, typeOnly: isTypeOnly(node) }];
  });
}

function isTypeOnly(node: Node): boolean {
  if (node['importKind'] === 'type' || node['exportKind'] === 'type') return true;
  const specifiers = (node['specifiers'] ?? []) as readonly Node[];
  return (
    specifiers.length > 0 &&
    specifiers.every((one) => one['importKind'] === 'type' || one['exportKind'] === 'type')
  );
}

/** Everything that is loaded with a file, packages included, each with the path that leads to it. */
export function loadedWith(path: string, files: ReadonlyMap<string, readonly Import[]>): Map<string, string> {
  const ways = new Map([[path, path]]);
  for (const [at, way] of ways)
    for (const { to, typeOnly } of files.get(at) ?? [])
      if (!typeOnly && !ways.has(to)) ways.set(to, `${way} > ${to}`);
  return ways;
}
