import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cutTemplate } from './cut-template.ts';
import { CUTS } from './cuts.ts';
import type { Template } from './template.ts';

const SUFFIX = '.template.json';

/** The templates of a cloud assembly (what CDK synthesises) by the names of their stacks. */
export function templatesIn(directory: string): ReadonlyMap<string, Template> {
  const files = readdirSync(directory).filter((file) => file.endsWith(SUFFIX));
  return new Map(
    files.map((file) => [
      file.slice(0, -SUFFIX.length),
      JSON.parse(readFileSync(join(directory, file), 'utf8')) as Template,
    ]),
  );
}

export interface CutAssembly {
  readonly templates: ReadonlyMap<string, Template>;
  readonly found: ReadonlySet<string>;
  readonly fallen: ReadonlySet<string>;
}

/** Writes every template of an assembly anew, without what moto does not know. */
export function cutAssembly(directory: string): CutAssembly {
  const cut = [...templatesIn(directory)].map(
    ([stack, template]) => [stack, cutTemplate(template, CUTS)] as const,
  );
  for (const [stack, { template }] of cut)
    writeFileSync(join(directory, `${stack}${SUFFIX}`), JSON.stringify(template));
  return {
    templates: new Map(cut.map(([stack, { template }]) => [stack, template])),
    found: new Set(cut.flatMap(([, { found }]) => found)),
    fallen: new Set(cut.flatMap(([, { fallen }]) => fallen)),
  };
}
