import { readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PolicyJson } from '../../core/policy/cedar-json.ts';
import { emitPolicies } from '../../core/policy/emit.ts';
import { policySchema } from '../../core/policy/schema.ts';
import { type Definition, requiredRole } from '../../functions/operation.ts';

/** Policies by their ids, as functions carry them. */
export type PolicySet = Readonly<Record<string, PolicyJson>>;

type Cedar = typeof import('@cedar-policy/cedar-wasm/nodejs');
type Detail = import('@cedar-policy/cedar-wasm/nodejs').DetailedError;

const OWN = fileURLToPath(new URL('../../policies', import.meta.url));
const SUFFIX = '.cedar';

/** Policies that cannot be deployed; the message names file and line of everything that is wrong. */
export class UnsoundPolicies extends Error {
  override readonly name = 'UnsoundPolicies';

  constructor(problems: readonly string[]) {
    super(`These policies cannot be deployed:\n${problems.join('\n')}`);
  }
}

/**
 * The policies of an installation: the project's own and those of a folder of the user's, parsed and checked by Cedar
 * itself against what calls give them. Ids are the `@id` of each policy, or its file and number.
 * @throws UnsoundPolicies
 */
export function policiesOf(catalog: readonly Definition[], folder?: string): PolicySet {
  const cedar = createRequire(import.meta.url)('@cedar-policy/cedar-wasm/nodejs') as Cedar;
  const files = [OWN, ...(folder === undefined ? [] : [folder])].flatMap(filesOf);
  const schema = policySchema(
    Object.fromEntries(catalog.map((definition) => [definition.name, requiredRole(definition)])),
  );
  const set: Record<string, PolicyJson> = {};
  const problems: string[] = [];
  for (const file of files) {
    const read = readFile(cedar, schema, file);
    problems.push(...read.problems);
    for (const [id, policy] of Object.entries(read.policies)) {
      if (Object.hasOwn(set, id)) problems.push(`${file}: the id '${id}' is that of another policy too`);
      set[id] = policy;
    }
  }
  if (problems.length > 0) throw new UnsoundPolicies(problems);
  return set;
}

function filesOf(folder: string): string[] {
  const names = readdirSync(folder).filter((name) => name.endsWith(SUFFIX));
  return names.sort().map((name) => join(folder, name));
}

function readFile(cedar: Cedar, schema: object, file: string): { policies: PolicySet; problems: string[] } {
  const text = readFileSync(file, 'utf8');
  const parts = cedar.policySetTextToParts(text);
  if (parts.type === 'failure')
    return { policies: {}, problems: parts.errors.map((one) => told(file, text, one)) };
  if (parts.policy_templates.length > 0)
    return {
      policies: {},
      problems: [`${file}: templates (?principal, ?resource) are not supported; write the policy out`],
    };
  const checked = cedar.validate({
    validationSettings: { mode: 'strict' },
    schema: schema as never,
    policies: { staticPolicies: text },
  });
  const found =
    checked.type === 'failure' ? checked.errors : [...checked.validationErrors.map(({ error }) => error)];
  const policies = parts.policies.map((policy, index) => named(cedar, policy, `${file}#${index + 1}`));
  return {
    policies: Object.fromEntries(policies),
    problems: [...found.map((one) => told(file, text, one)), ...unsupported(file, policies)],
  };
}

function named(cedar: Cedar, policy: string, otherwise: string): [id: string, json: PolicyJson] {
  const answer = cedar.policyToJson(policy);
  if (answer.type === 'failure') throw new UnsoundPolicies(answer.errors.map(({ message }) => message));
  const json = answer.json as unknown as PolicyJson;
  return [json.annotations?.['id'] ?? otherwise, json];
}

const MODULES = {
  'core/policy/operators.ts': [
    'attribute',
    'contains',
    'containsAll',
    'containsAny',
    'difference',
    'has',
    'isEmpty',
    'isMember',
    'isOfType',
    'less',
    'lessOrEqual',
    'like',
    'product',
    'sum',
    'truth',
  ],
  'core/policy/value.ts': ['same', 'uid'],
} as const;

/** Writes policies as a module that exports them compiled, as `policies`. */
export async function writePolicies(set: PolicySet, path: string, root: string): Promise<void> {
  const imports = Object.entries(MODULES).map(([module, names]) => {
    const from = relative(dirname(path), join(root, module));
    return `import { ${names.join(', ')} } from ${JSON.stringify(from)};`;
  });
  await writeFile(path, `${imports.join('\n')}\nexport const policies = ${emitPolicies(set)};\n`);
}

/** What Cedar knows and the evaluator does not: refused here, so that it is never skipped at run time. */
function unsupported(file: string, policies: readonly (readonly [string, PolicyJson])[]): string[] {
  return policies.flatMap(([id, policy]) => {
    try {
      emitPolicies({ [id]: policy });
      return [];
    } catch (error) {
      return [`${file}: ${(error as Error).message}`];
    }
  });
}

function told(file: string, text: string, { message, help, sourceLocations }: Detail): string {
  const start = sourceLocations?.[0]?.start;
  const line =
    start === undefined ? '' : `:${Buffer.from(text).subarray(0, start).toString().split('\n').length}`;
  return `${file}${line}: ${message}${help ? ` (${help})` : ''}`;
}
