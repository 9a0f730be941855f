import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { slimPlot } from './slim-plot.ts';

/** Files of the page that are served as they are written. */
const PLAIN = ['index.html', 'icon.svg'];

/** Every file of the built page but its configuration, which each installation writes for itself. */
export const PAGE_FILES = [...PLAIN, 'main.css', 'main.js'] as const;

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
    ...PLAIN.map((name) => copyFile(join(web, name), join(folder, name))),
  ]);
}
