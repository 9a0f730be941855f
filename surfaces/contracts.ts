import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { type Definition, kebab, requiredRole } from '../functions/operation.ts';
import { choicesOf } from './schema/choices.ts';
import { validatorSource } from './schema/compile-validator.ts';
import { enforced } from './schema/enforced.ts';
import { inputOf } from './schema/input-of.ts';
import { fieldsOf, type JsonSchema, typeOf } from './schema/json-schema.ts';

/** The JSON type of each top-level field that has exactly one. */
export function fieldTypes(schema: JsonSchema): Record<string, string> {
  const types = Object.entries(fieldsOf(schema)).map(([name, field]) => [name, typeOf(field)] as const);
  return Object.fromEntries(types.filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/**
 * Writes `<directory>/<kebab-name>.js` for every operation: an ES module that exports its `contract`, with the
 * precompiled validator and nothing of zod or ajv's compiler.
 * @throws Error that names the operation whose schema cannot be compiled
 */
export async function writeContracts(catalog: readonly Definition[], directory: string): Promise<void> {
  const sources = `${directory}/sources`;
  await mkdir(sources, { recursive: true });
  await Promise.all(catalog.map((definition) => writeSources(definition, sources)));
  await build({
    entryPoints: catalog.map(({ name }) => `${sources}/${kebab(name)}.js`),
    outdir: directory,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    // The validators require ajv's run-time pieces, wherever the directory is.
    nodePaths: [fileURLToPath(new URL('../node_modules', import.meta.url))],
    logLevel: 'warning',
  });
}

async function writeSources(definition: Definition, directory: string): Promise<void> {
  const path = `${directory}/${kebab(definition.name)}`;
  const input = describedAt(definition.name, () => inputOf(definition));
  await writeFile(
    `${path}.validate.js`,
    describedAt(definition.name, () => validatorSource(enforced(input))),
  );
  await writeFile(`${path}.js`, contractSource(definition, input));
}

function contractSource(definition: Definition, input: JsonSchema): string {
  const { name, risk, surfaces, triggers = [], verifiesCaller, authoriser, accepts } = definition;
  const known = {
    name,
    risk,
    role: requiredRole(definition),
    surfaces,
    fieldTypes: fieldTypes(input),
    ...(verifiesCaller && { verifiesCaller }),
    ...(authoriser && { authoriser }),
    ...(accepts && { accepts }),
    ...(triggers.some(({ type }) => type === 'queue') && { batches: true }),
  };
  const readable = fileURLToPath(new URL('./schema/readable-errors.ts', import.meta.url));
  return [
    `import { validate } from './${kebab(name)}.validate.js';`,
    `import { readable } from ${JSON.stringify(readable)};`,
    `const choices = ${JSON.stringify(choicesOf(input))};`,
    `export const contract = { ...${JSON.stringify(known)}, validate: readable(validate, choices) };`,
    '',
  ].join('\n');
}

function describedAt<T>(name: string, make: () => T): T {
  try {
    return make();
  } catch (cause) {
    throw new Error(`The contract of ${name} cannot be built: ${(cause as Error).message}`, { cause });
  }
}
