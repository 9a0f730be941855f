import { mkdir, rename, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Metafile } from 'esbuild';
import type { Runbook } from '../core/runbook/runbook.ts';
import { type Definition, kebab } from '../functions/operation.ts';
import { classNames } from './lambda/class-names.ts';
import { slimSdk } from './lambda/slim-sdk.ts';

const MODULES = fileURLToPath(new URL('../node_modules', import.meta.url));

export interface Places {
  /** The project, with `functions/` in it. */
  readonly root: string;
  /** The build's output: contracts are read from here, entries, functions and maps written. */
  readonly dist: string;
  /** Runbooks of the installation, for functions that read them; none when missing. */
  readonly runbooks?: readonly Runbook[];
}

/** The runbooks as data: functions carry neither the parser of YAML nor their form. */
const RUNBOOKS = 'runbooks.json';

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
  { root, dist, runbooks = [] }: Places,
): Promise<Bundle[]> {
  const entries = join(dist, 'entries');
  await mkdir(entries, { recursive: true });
  await writeFile(join(dist, RUNBOOKS), JSON.stringify(runbooks));
  await Promise.all(catalog.map((definition) => writeEntry(definition, entries, { root, dist })));
  const { metafile } = await build({
    entryPoints: catalog.map(({ name }) => join(entries, `${kebab(name)}.ts`)),
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
  { name, noun, readsRunbooks }: Definition,
  entries: string,
  { root, dist }: Places,
): Promise<void> {
  const folder = kebab(name);
  const from = (path: string) => JSON.stringify(path);
  const source = [
    `import { contract } from ${from(join(dist, 'contracts', `${folder}.js`))};`,
    `import { handler as operation } from ${from(join(root, 'functions', noun, folder, 'handler.ts'))};`,
    `import { lambdaEntry } from ${from(fileURLToPath(new URL('../functions/lambda.ts', import.meta.url)))};`,
    ...(readsRunbooks ? [`import runbooks from ${from(join(dist, RUNBOOKS))};`] : []),
    `export const handler = lambdaEntry(contract, operation${readsRunbooks ? ', runbooks' : ''});`,
    '',
  ];
  await writeFile(join(entries, `${folder}.ts`), source.join('\n'));
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
