import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';

/** What CommonJS packages call inside an ES module. */
const REQUIRE =
  "import { createRequire as requireOfTheBundle } from 'node:module'; const require = requireOfTheBundle(import.meta.url);";

/**
 * Writes the program `operate` as JavaScript that needs no package beside it: Node runs no TypeScript under
 * node_modules. What few commands need is in files of its own, loaded when they run.
 * @param folder is emptied first
 */
export async function bundleProgram(root: string, folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await build({
    entryPoints: [join(root, 'bin/operate.ts')],
    outdir: folder,
    bundle: true,
    splitting: true,
    minify: true,
    // Errors are told by the names of their classes.
    keepNames: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    mainFields: ['module', 'main'],
    banner: { js: REQUIRE },
    logLevel: 'warning',
  });
}
