import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { PLAIN_FILES } from './files.ts';
import { slimPlot } from './slim-plot.ts';

/**
 * Builds the page into a folder: one script, one style sheet and what refers to them.
 * @param web folder of the page's sources
 */
export async function bundlePage(web: string, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await Promise.all([
    build({
      entryPoints: [join(web, 'main.tsx')],
      outdir: folder,
      bundle: true,
      minify: true,
      format: 'esm',
      // Browsers that know `light-dark()`: since 2024.
      target: ['es2022', 'chrome123', 'firefox120', 'safari17.5'],
      jsx: 'automatic',
      jsxImportSource: 'preact',
      plugins: [slimPlot],
      legalComments: 'none',
      logLevel: 'warning',
    }),
    ...Object.entries(PLAIN_FILES).map(([name, source]) => copyFile(join(web, source), join(folder, name))),
  ]);
}
