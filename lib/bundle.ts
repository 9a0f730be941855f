import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Metafile } from 'esbuild';
import type { Experiment } from '../core/chaos/experiment.ts';
import type { Runbook } from '../core/runbook/runbook.ts';
import { type Definition, kebab } from '../functions/operation.ts';
import { folded } from '../surfaces/mcp/folded.ts';
import { type ToolOperation, toolsOf } from '../surfaces/mcp/tools.ts';
import { classNames } from './lambda/class-names.ts';
import { slimSdk } from './lambda/slim-sdk.ts';
import { MCP } from './manifest/mcp.ts';
import { type PolicySet, writePolicies } from './manifest/policies.ts';

const MODULES = fileURLToPath(new URL('../node_modules', import.meta.url));

export interface Places {
  /** The project, with `functions/` in it. */
  readonly root: string;
  /** The build's output: contracts are read from here, entries, functions and maps written. */
  readonly dist: string;
  /** Runbooks of the installation, for functions that read them; none when missing. */
  readonly runbooks?: readonly Runbook[];
  /** Experiments of the installation, for functions that read them; none when missing. */
  readonly experiments?: readonly Experiment[];
  /** Policies of the installation, for functions with a door; nobody may call them without any. */
  readonly policies?: PolicySet;
}

/** Runbooks and experiments as data and policies as code: functions carry neither the parsers of their languages nor their forms. */
const PARTS = {
  runbooks: (path: string) => `import runbooks from ${path};`,
  experiments: (path: string) => `import experiments from ${path};`,
  policies: (path: string) => `import { policies } from ${path};`,
} as const;
const FILES = {
  runbooks: 'runbooks.json',
  experiments: 'experiments.json',
  policies: 'policies.js',
} as const;
/** The tools that agents see. */
const MCP_BUILD = 'mcp.json';
/** As long as the gateway itself waits for an operation: one that is asked again is still the same change. */
const OPERATION_TIMEOUT_MS = 29_000;

/** A function's package as it was made. */
export interface Bundle {
  /** The operation in kebab-case. */
  readonly name: string;
  readonly bytes: number;
  /** The SDK clients inside, such as `dynamodb`, sorted. */
  readonly clients: readonly string[];
}

/**
 * Bundles all functions in one run: `<dist>/functions/<kebab-name>/index.js`, its source map beside in
 * `<dist>/maps/`. CommonJS without dynamic import, because the other forms cost a cold start 30 ms and more.
 */
export async function bundleFunctions(
  catalog: readonly Definition[],
  { root, dist, runbooks = [], experiments = [], policies = {} }: Places,
): Promise<Bundle[]> {
  const entries = join(dist, 'entries');
  await mkdir(entries, { recursive: true });
  await writeFile(join(dist, FILES.runbooks), JSON.stringify(runbooks));
  await writeFile(join(dist, FILES.experiments), JSON.stringify(experiments));
  await writePolicies(policies, join(dist, FILES.policies), fileURLToPath(new URL('..', import.meta.url)));
  await Promise.all(catalog.map((definition) => writeEntry(definition, entries, { root, dist })));
  const tools = toolsOf(catalog);
  if (tools.length > 0) await writeMcpEntry(tools, entries, { root, dist });
  const names = [...catalog.map(({ name }) => kebab(name)), ...(tools.length > 0 ? [MCP] : [])];
  const { metafile } = await build({
    entryPoints: names.map((name) => join(entries, `${name}.ts`)),
    outdir: join(dist, 'functions'),
    entryNames: '[name]/index',
    bundle: true,
    metafile: true,
    format: 'cjs',
    platform: 'node',
    target: 'node24',
    mainFields: ['module', 'main'],
    supported: { 'dynamic-import': false },
    plugins: [slimSdk(MODULES), classNames()],
    minify: true,
    legalComments: 'none',
    sourcemap: 'external',
    nodePaths: [MODULES],
    logLevel: 'warning',
  });
  const bundles = Object.entries(metafile.outputs)
    .filter(([path]) => path.endsWith('.js'))
    .map(([path, output]) => describeBundle(path, output));
  await moveMaps(bundles, dist);
  return bundles;
}

function describeBundle(path: string, { bytes, inputs }: Metafile['outputs'][string]): Bundle {
  const bundled = Object.keys(inputs).filter((input) => (inputs[input]?.bytesInOutput ?? 0) > 0);
  const clients = bundled.flatMap((input) => /\/@aws-sdk\/client-([^/]+)\//.exec(input)?.[1] ?? []);
  return { name: basename(dirname(path)), bytes, clients: [...new Set(clients)].sort() };
}

async function writeEntry(
  { name, noun, surfaces, readsRunbooks, readsExperiments }: Definition,
  entries: string,
  { root, dist }: Pick<Places, 'root' | 'dist'>,
): Promise<void> {
  const folder = kebab(name);
  const from = (path: string) => JSON.stringify(path);
  const parts = [
    ...(surfaces.length > 0 ? (['policies'] as const) : []),
    ...(readsRunbooks ? (['runbooks'] as const) : []),
    ...(readsExperiments ? (['experiments'] as const) : []),
  ];
  const source = [
    `import { contract } from ${from(join(dist, 'contracts', `${folder}.js`))};`,
    `import { handler as operation } from ${from(join(root, 'functions', noun, folder, 'handler.ts'))};`,
    `import { lambdaEntry } from ${from(fileURLToPath(new URL('../functions/lambda.ts', import.meta.url)))};`,
    ...parts.map((part) => PARTS[part](from(join(dist, FILES[part])))),
    `export const handler = lambdaEntry(contract, operation, { ${parts.join(', ')} });`,
    '',
  ];
  await writeFile(join(entries, `${folder}.ts`), source.join('\n'));
}

/** The door for agents carries the list of tools as data: neither zod nor a schema's compiler is needed to show it. */
async function writeMcpEntry(
  tools: readonly ToolOperation[],
  entries: string,
  { root, dist }: Places,
): Promise<void> {
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
  await writeFile(join(dist, MCP_BUILD), JSON.stringify(folded({ version, tools })));
  const from = (path: string) => JSON.stringify(path);
  const ours = (path: string) => from(fileURLToPath(new URL(`../${path}`, import.meta.url)));
  const source = [
    `import build from ${from(join(dist, MCP_BUILD))};`,
    `import { systemRuntime } from ${ours('functions/system-runtime.ts')};`,
    `import { mcpFunction } from ${ours('surfaces/mcp/function.ts')};`,
    `import { unfolded } from ${ours('surfaces/mcp/folded.ts')};`,
    `export const handler = mcpFunction(unfolded(build), systemRuntime(${from(MCP)}, { requestTimeoutMs: ${OPERATION_TIMEOUT_MS} }));`,
    '',
  ];
  await writeFile(join(entries, `${MCP}.ts`), source.join('\n'));
}

/** Maps stay out of the function's package: reading one at run time costs 18 ms and 10 MB. */
async function moveMaps(bundles: readonly Bundle[], dist: string): Promise<void> {
  await mkdir(join(dist, 'maps'), { recursive: true });
  await Promise.all(
    bundles.map(({ name }) =>
      rename(join(dist, 'functions', name, 'index.js.map'), join(dist, 'maps', `${name}.js.map`)),
    ),
  );
}
