import { readFile } from 'node:fs/promises';
import { type OnLoadResult, type Plugin, transform } from 'esbuild';

/** The SDK tells its silent logger by the name of its class. */
const SDK_CLASSES_WITH_NAMES =
  /\/node_modules\/@smithy\/core\/dist-es\/submodules\/client\/smithy-client\/NoOpLogger\.js$/;
const CLASS = /\bclass [A-Z]/;

/**
 * Keeps the names of our classes through minifying: an error's class name is its code on the wire, in the audit and
 * for the state machines' catchers. The SDK's errors carry theirs as text; to keep the name of each of its functions
 * as well, as esbuild's own option does, is 8 % of a bundle and a call a function at every cold start.
 */
export function classNames(): Plugin {
  return {
    name: 'class-names',
    setup(build) {
      build.onLoad({ filter: SDK_CLASSES_WITH_NAMES }, ({ path }) => named(path));
      build.onLoad({ filter: /\.ts$/ }, ({ path }) =>
        path.includes('/node_modules/') ? undefined : named(path),
      );
    },
  };
}

async function named(path: string): Promise<OnLoadResult | undefined> {
  const source = await readFile(path, 'utf8');
  if (!CLASS.test(source)) return undefined;
  const { code } = await transform(source, {
    loader: path.endsWith('.ts') ? 'ts' : 'js',
    target: 'node24',
    keepNames: true,
    sourcefile: path,
    sourcemap: 'inline',
  });
  return { contents: code, loader: 'js' };
}
