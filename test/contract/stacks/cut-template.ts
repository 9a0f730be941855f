import type { Cut } from './cuts.ts';
import { type Resource, references, type Template } from './template.ts';

export interface CutTemplate {
  readonly template: Template;
  /** Types of the table that were found. */
  readonly found: readonly string[];
  /** Types of resources that went because they refer to one that was taken out. */
  readonly fallen: readonly string[];
}

/** Takes resources of the listed types out of a template, with everything that refers to one of them. */
export function cutTemplate(template: Template, cuts: readonly Cut[]): CutTemplate {
  const byType = new Map(cuts.map((cut) => [cut.type, cut]));
  const all = Object.entries(template.Resources);
  const removed = new Set(
    all.flatMap(([id, { Type }]) => (byType.has(Type) && !byType.get(Type)?.instead ? [id] : [])),
  );
  const listed = new Set(removed);
  for (let size = -1; size !== removed.size; ) {
    size = removed.size;
    for (const [id, { Properties }] of all) if (mentions(Properties, removed)) removed.add(id);
  }
  const kept = all.filter(([id]) => !removed.has(id));
  const replaced = (resource: Resource) => byType.get(resource.Type)?.instead?.(resource) ?? resource;
  const outputs = Object.entries(template.Outputs ?? {}).filter(([, output]) => !mentions(output, removed));
  return {
    template: {
      ...template,
      Resources: Object.fromEntries(
        kept.map(([id, resource]) => [id, independent(replaced(resource), removed)]),
      ),
      Outputs: Object.fromEntries(outputs),
    },
    found: all.flatMap(([, { Type }]) => (byType.has(Type) ? [Type] : [])),
    fallen: all.filter(([id]) => removed.has(id) && !listed.has(id)).map(([, { Type }]) => Type),
  };
}

function mentions(part: unknown, removed: ReadonlySet<string>): boolean {
  return references(part).some((id) => removed.has(id));
}

/** The resource without its dependencies on what was taken out. */
function independent({ DependsOn, ...resource }: Resource, removed: ReadonlySet<string>): Resource {
  const left = [DependsOn ?? []].flat().filter((id) => !removed.has(id));
  return left.length > 0 ? { ...resource, DependsOn: left } : resource;
}
