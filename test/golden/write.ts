import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { catalog } from '../../functions/catalog.ts';
import { type Definition, kebab, requiredRole } from '../../functions/operation.ts';
import { makeManifest } from '../../lib/manifest/manifest.ts';
import { rolePrefix } from '../../lib/manifest/resources.ts';
import { rolePlans } from '../../lib/manifest/role-plans.ts';
import { EXPERIMENT_SCHEMA_FILE, experimentSchemaText } from '../../surfaces/experiment-schema.ts';
import { routeOf } from '../../surfaces/http.ts';
import { openapi } from '../../surfaces/openapi.ts';
import { RUNBOOK_SCHEMA_FILE, runbookSchemaText } from '../../surfaces/runbook-schema.ts';
import { published } from '../../surfaces/schema/clean.ts';
import { outputSchema } from '../../surfaces/schema/declared.ts';
import { inputOf } from '../../surfaces/schema/input-of.ts';
import { machineGoldens } from './machines.ts';
import { roleText } from './role-text.ts';

/**
 * What callers and reviewers see of every operation and what every role may do, one small file each, and the whole
 * OpenAPI document. `node test/golden/write.ts` writes them; with `--check` it compares and ends with 1 when one
 * differs, so that no change of a contract or of a permission goes unseen.
 */
const FOLDER = import.meta.dirname;
/** Account and region stay open: a golden is the same in every installation. */
const NAMING = { account: '{account}', region: '{region}', prefix: 'operate' };

function golden(definition: Definition): unknown {
  const { name, noun, summary, risk, surfaces, permissions, output, triggers } = definition;
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
    ...(triggers ? { triggers } : {}),
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
  const all: [string, unknown][] = [
    ...files,
    ['openapi.json', openapi(catalog, '0.0.0')],
    ...machineGoldens(),
  ];
  // The stacks' own tests hold the templates to the same plans.
  const roles = rolePlans(makeManifest(catalog, NAMING)).map((plan): [string, string] => [
    `roles/${plan.name.slice(rolePrefix(NAMING).length)}.txt`,
    roleText(plan),
  ]);
  return new Map([
    ...all.map(([file, value]): [string, string] => [file, `${JSON.stringify(value, null, 2)}\n`]),
    ...roles,
    [join('../..', RUNBOOK_SCHEMA_FILE), runbookSchemaText()],
    [join('../..', EXPERIMENT_SCHEMA_FILE), experimentSchemaText()],
  ]);
}

function differences(wanted: ReadonlyMap<string, string>): string[] {
  const present = globSync(['*.json', 'roles/*'], { cwd: FOLDER });
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
    const path = join(FOLDER, file);
    mkdirSync(dirname(path), { recursive: true });
    if (text === undefined) rmSync(path);
    else writeFileSync(path, text);
  }
} else if (differing.length > 0) {
  process.stderr.write(`These goldens differ: ${differing.join(', ')}. Read the change, then run `);
  process.stderr.write("'node test/golden/write.ts'.\n");
  process.exitCode = 1;
}
