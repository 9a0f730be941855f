import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { OnLoadResult, Plugin } from 'esbuild';
import { GENERATED_FILES, type GeneratedFile } from './generated-files.ts';
import { REPLACEMENTS, type Replacement } from './replacements.ts';

const STAND_INS = fileURLToPath(new URL('stand-ins/', import.meta.url));

/**
 * Leaves out of a bundle what Lambda functions do not reach in the SDK, and writes its generated files shorter. An SDK
 * that no longer has what is replaced or rewritten fails the build.
 * @param modules the `node_modules` that the functions are bundled from
 */
export function slimSdk(modules: string, replacements: readonly Replacement[] = REPLACEMENTS): Plugin {
  return {
    name: 'slim-sdk',
    setup(build) {
      build.onStart(() => ({ errors: missing(modules, replacements) }));
      for (const { file, by } of replacements)
        build.onLoad({ filter: endsWith(file) }, () => standIn(join(STAND_INS, by)));
      for (const generated of GENERATED_FILES)
        build.onLoad({ filter: generated.path }, ({ path }) =>
          isExcepted(path, generated) ? undefined : rewritten(path, generated),
        );
    },
  };
}

function missing(modules: string, replacements: readonly Replacement[]) {
  return replacements
    .filter(({ file }) => !existsSync(join(modules, file)))
    .map(({ file, by }) => ({ text: `The SDK has no ${file} any more, which ${by} replaces.` }));
}

function endsWith(file: string): RegExp {
  return new RegExp(`/node_modules/${file.replaceAll('.', '\\.')}$`);
}

function standIn(module: string): OnLoadResult {
  return { contents: `export * from ${JSON.stringify(module)};`, resolveDir: dirname(module) };
}

function isExcepted(path: string, { except = [] }: GeneratedFile): boolean {
  return except.some((client) => path.includes(`/@aws-sdk/client-${client}/`));
}

async function rewritten(path: string, { rewrite }: GeneratedFile): Promise<OnLoadResult> {
  try {
    const contents = rewrite(await readFile(path, 'utf8'));
    return { contents, loader: extname(path) === '.json' ? 'json' : 'js', resolveDir: dirname(path) };
  } catch (error) {
    return { errors: [{ text: `${path}: ${(error as Error).message}` }] };
  }
}
