import { fileURLToPath } from 'node:url';

/** Rewrites a generated file of an SDK client into one that does the same in less space. */
export interface GeneratedFile {
  /** Matches the path below `node_modules`. */
  readonly path: RegExp;
  /** Clients whose file stays as it is, such as `ec2`. */
  readonly except?: readonly string[];
  /** @throws Error when the file is not of the form that the generator gave it */
  readonly rewrite: (source: string) => string;
}

/** Services of a whole partition, or with hosts of several forms: their clients keep the SDK's own rules. */
export const OWN_ENDPOINTS: readonly string[] = [
  'budgets',
  'cost-explorer',
  'cost-optimization-hub',
  'ec2',
  'fis',
  'iam',
  'inspector2',
];
export const GENERATED_FILES: readonly GeneratedFile[] = [
  { path: /@aws-sdk\/client-[^/]+\/dist-es\/schemas\/schemas_\d+\.js$/, rewrite: literalKeys },
  { path: /@aws-sdk\/client-[^/]+\/dist-es\/models\/errors\.js$/, rewrite: errorsFromFactory },
  {
    path: /@aws-sdk\/client-[^/]+\/dist-es\/endpoint\/bdd\.js$/,
    except: OWN_ENDPOINTS,
    rewrite: hostOnly,
  },
  {
    path: /@aws-sdk\/client-[^/]+\/dist-es\/endpoint\/endpointResolver\.js$/,
    except: OWN_ENDPOINTS,
    rewrite: regionalResolver,
  },
  { path: /@aws-sdk\/client-[^/]+\/package\.json$/, rewrite: versionOnly },
];

/**
 * Traits are written `{ [_hQ]: "name" }` with a constant string `_hQ`. A computed key may have a side effect, so
 * esbuild keeps the schema of every operation that has one; with the string itself as key it keeps those in use.
 */
export function literalKeys(source: string): string {
  const strings = new Map(
    [...source.matchAll(/^const (_\w+) = ("(?:[^"\\]|\\.)*");$/gm)].map(([, name, text]) => [name, text]),
  );
  if (strings.size === 0) throw new Error('There are no constants for the keys of traits.');
  return source.replace(/\[(_\w+)\]:/g, (_all, name: string) => {
    const text = strings.get(name);
    if (text === undefined) throw new Error(`The key ${name} is no constant string.`);
    return `${text}:`;
  });
}

const ERROR_CLASS = new RegExp(
  [
    String.raw`export class (?<name>\w+) extends __BaseException \{\n`,
    String.raw`(?: {4}static shapeId = "(?<namespace>[\w.]+)#\k<name>";\n)?`,
    String.raw` {4}name = "\k<name>";\n {4}\$fault = "(?<fault>client|server)";\n`,
    String.raw`(?: {4}\$retryable = (?<retryable>\{[^{}]*\});\n)?`,
    String.raw`(?<fields>(?: {4}\w+;\n)*)`,
    String.raw` {4}constructor\(opts\) \{\n {8}super\(\{\n`,
    String.raw` {12}name: "\k<name>",\n {12}\$fault: "\k<fault>",\n {12}\.\.\.opts,\n {8}\}\);\n`,
    String.raw` {8}Object\.setPrototypeOf\(this, \k<name>\.prototype\);\n`,
    String.raw`(?<assigned>(?: {8}this\.\w+ = opts\.\w+;\n)*)`,
    String.raw` {4}\}\n\}`,
  ].join(''),
  'g',
);
const MODELED = fileURLToPath(new URL('stand-ins/modeled-error.ts', import.meta.url));

/**
 * Every error of a service is kept, in use or not, because an answer may name it: 230 bytes each for classes that
 * differ in name, fault and fields only. One factory makes them, see `modeledErrors`.
 */
export function errorsFromFactory(source: string): string {
  const namespaces = new Set<string | undefined>();
  const rewritten = source.replace(ERROR_CLASS, (...match) => {
    const { namespace, ...parts } = match.at(-1) as ErrorParts;
    namespaces.add(namespace);
    return errorFromFactory(parts);
  });
  const [namespace, ...others] = namespaces;
  if (namespaces.size === 0 || others.length > 0 || /^export class /m.test(rewritten))
    throw new Error('An error class is not of the generated form.');
  const imported = `import { modeledErrors as __modeledErrors } from ${JSON.stringify(MODELED)};`;
  const factory = `const __modeled = /* @__PURE__ */ __modeledErrors(__BaseException, ${JSON.stringify(namespace)});`;
  return `${imported}\n${rewritten.replace(/^export const /m, `${factory}\n$&`)}`;
}

interface ErrorParts {
  readonly name: string;
  readonly namespace?: string;
  readonly fault: string;
  readonly retryable?: string;
  readonly fields: string;
  readonly assigned: string;
}

function errorFromFactory({ name, fault, retryable, fields, assigned }: ErrorParts): string {
  const names = [...fields.matchAll(/\w+/g)].map(String);
  const set = [...assigned.matchAll(/this\.(\w+) = opts\.\1;/g)].map(([, field]) => field);
  if (names.join() !== set.join()) throw new Error(`${name} sets other fields than it has.`);
  const more = retryable
    ? [JSON.stringify(names), retryable]
    : names.length > 0
      ? [JSON.stringify(names)]
      : [];
  const given = [JSON.stringify(name), JSON.stringify(fault), ...more];
  return `export const ${name} = /* @__PURE__ */ __modeled(${given.join(', ')});`;
}

const HOST = /"https:\/\/([a-z.-]+)\.\{Region\}\.\{PartitionResult#dnsSuffix\}"/g;
/** Hosts of other kinds of endpoints, see `regionalEndpoint`. */
const SPECIAL = /-fips|^search-/;
const REGIONAL = fileURLToPath(new URL('stand-ins/regional-endpoint.ts', import.meta.url));

/** Of the rules by which a service's endpoint is found, how its host's name begins. */
export function hostOnly(source: string): string {
  const hosts = [...source.matchAll(HOST)].flatMap(([, host = '']) => (SPECIAL.test(host) ? [] : [host]));
  const [host, ...others] = new Set(hosts);
  if (host === undefined || others.length > 0) throw new Error('The service has no one host in a region.');
  return `export const bdd = ${JSON.stringify(host)};`;
}

/** Takes the place of what evaluates those rules. */
export function regionalResolver(source: string): string {
  // Clients from before 2025 have rules of another kind, and keep them.
  if (source.includes('resolveEndpoint(ruleSet')) return source;
  if (!source.includes('decideEndpoint(bdd')) throw new Error('The endpoint is not decided by rules.');
  return [
    'import { bdd } from "./bdd";',
    `import { regionalEndpoint } from ${JSON.stringify(REGIONAL)};`,
    'export const defaultEndpointResolver = /* @__PURE__ */ regionalEndpoint(bdd);',
  ].join('\n');
}

/** Only the version is read, for the user agent. */
export function versionOnly(source: string): string {
  const { version } = JSON.parse(source) as { version?: string };
  if (version === undefined) throw new Error('The package has no version.');
  return JSON.stringify({ version });
}
