import { mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type OutputFile } from 'esbuild';
import { type Definition, kebab } from '../functions/operation.ts';

export interface Places {
  /** The project, with `functions/` in it. */
  readonly root: string;
  /** The build's output: contracts are read from here, entries, functions and maps written. */
  readonly dist: string;
}

/**
 * Bundles all functions in one run: `<dist>/functions/<kebab-name>/index.js`, its source map beside in
 * `<dist>/maps/`. CommonJS without dynamic import, because the other forms cost a cold start 30 ms and more.
 */
export async function bundleFunctions(catalog: readonly Definition[], { root, dist }: Places): Promise<void> {
  const entries = join(dist, 'entries');
  await mkdir(entries, { recursive: true });
  await Promise.all(catalog.map((definition) => writeEntry(definition, entries, { root, dist })));
  const { outputFiles } = await build({
    entryPoints: catalog.map(({ name }) => join(entries, `${kebab(name)}.ts`)),
    outdir: join(dist, 'functions'),
    entryNames: '[name]/index',
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'node',
    target: 'node24',
    mainFields: ['module', 'main'],
    supported: { 'dynamic-import': false },
    alias: {
      '@aws-sdk/credential-provider-node': fileURLToPath(
        new URL('./lambda/environment-credentials.ts', import.meta.url),
      ),
    },
    minify: true,
    // Class names are error codes: on the wire, in the audit and for the state machines' catchers.
    keepNames: true,
    legalComments: 'none',
    sourcemap: 'external',
    nodePaths: [fileURLToPath(new URL('../node_modules', import.meta.url))],
    logLevel: 'warning',
  });
  await Promise.all(outputFiles.map((file) => writeOutput(file, dist)));
}

async function writeEntry(
  { name, noun }: Definition,
  entries: string,
  { root, dist }: Places,
): Promise<void> {
  const folder = kebab(name);
  const from = (path: string) => JSON.stringify(path);
  const source = [
    `import { contract } from ${from(join(dist, 'contracts', `${folder}.js`))};`,
    `import { handler as operation } from ${from(join(root, 'functions', noun, folder, 'handler.ts'))};`,
    `import { lambdaEntry } from ${from(fileURLToPath(new URL('../functions/lambda.ts', import.meta.url)))};`,
    'export const handler = lambdaEntry(contract, operation);',
    '',
  ];
  await writeFile(join(entries, `${folder}.ts`), source.join('\n'));
}

/** Maps stay out of the function's package: reading one at run time costs 18 ms and 10 MB. */
async function writeOutput({ path, contents }: OutputFile, dist: string): Promise<void> {
  const isMap = path.endsWith('.map');
  const to = isMap ? join(dist, 'maps', `${basename(dirname(path))}.js.map`) : path;
  await mkdir(dirname(to), { recursive: true });
  await writeFile(to, contents);
}
