import { referredTo } from './intrinsics.ts';
import type { Template, TemplateResource } from './template.ts';

/** The logical ids of a template, each after all that it refers to or depends on. @throws Error for a circle */
export function dependencyOrder({ Resources }: Template): string[] {
  const ordered: string[] = [];
  const under = new Set<string>();
  const visit = (logicalId: string) => {
    const resource = Resources[logicalId];
    if (!resource || ordered.includes(logicalId)) return;
    if (under.has(logicalId))
      throw new Error(`Circular dependency between resources: ${[...under].join(', ')}`);
    under.add(logicalId);
    for (const needed of neededBy(resource)) visit(needed);
    under.delete(logicalId);
    ordered.push(logicalId);
  };
  for (const logicalId of Object.keys(Resources)) visit(logicalId);
  return ordered;
}

function neededBy({ Properties, DependsOn = [] }: TemplateResource): string[] {
  return [...[DependsOn].flat(), ...referredTo(Properties)];
}
