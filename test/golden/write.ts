import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalog } from '../../functions/catalog.ts';
import { type Definition, kebab, requiredRole } from '../../functions/operation.ts';
import { inputOf } from '../../surfaces/contracts.ts';
import { routeOf } from '../../surfaces/http.ts';
import { openapi } from '../../surfaces/openapi.ts';
import { published } from '../../surfaces/schema/clean.ts';
import { outputSchema } from '../../surfaces/schema/declared.ts';

/**
 * What callers and reviewers see of every operation, one small file each, and the whole OpenAPI document.
 * `node test/golden/write.ts` writes them; with `--check` it compares and ends with 1 when one differs, so that
 * no change of a contract or of a permission goes unseen.
 */
const FOLDER = import.meta.dirname;

function golden(definition: Definition): unknown {
  const { name, noun, summary, risk, surfaces, permissions, output } = definition;
  const { method, path } = routeOf(definition);
  return {
    name,
    noun,
    summary,
    risk,
    role: requiredRole(definition),
    surfaces,
    ...(surfaces.includes('http') ? { route: `${method} ${path}` } : {}),
    ...(surfaces.includes('cli') ? { command: `operate ${kebab(name)}` } : {}),
    permissions,
    input: published(inputOf(definition)),
    output: published(outputSchema(output)),
  };
}

function goldens(): Map<string, string> {
  const files = catalog.map((definition): [string, unknown] => [
    `${kebab(definition.name)}.json`,
    golden(definition),
  ]);
  // The document's version is the package's, which a release changes without changing a contract.
  const all: [string, unknown][] = [...files, ['openapi.json', openapi(catalog, '0.0.0')]];
  return new Map(all.map(([file, value]) => [file, `${JSON.stringify(value, null, 2)}\n`]));
}

function differences(wanted: ReadonlyMap<string, string>): string[] {
  const present = readdirSync(FOLDER).filter((file) => file.endsWith('.json'));
  const superfluous = present.filter((file) => !wanted.has(file));
  const changed = [...wanted].filter(([file, text]) => {
    const path = join(FOLDER, file);
    return !existsSync(path) || readFileSync(path, 'utf8') !== text;
  });
  return [...superfluous, ...changed.map(([file]) => file)].sort();
}

const wanted = goldens();
const differing = differences(wanted);
if (!process.argv.includes('--check')) {
  for (const file of differing) {
    const text = wanted.get(file);
    if (text === undefined) rmSync(join(FOLDER, file));
    else writeFileSync(join(FOLDER, file), text);
  }
} else if (differing.length > 0) {
  process.stderr.write(`These goldens differ: ${differing.join(', ')}. Read the change, then run `);
  process.stderr.write("'node test/golden/write.ts'.\n");
  process.exitCode = 1;
}
