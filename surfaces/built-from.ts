import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';

/** SHA-256 in hex of every source file that a build was made from, by path relative to the project. */
export type Sources = Readonly<Record<string, string>>;

/** The files under `root` that these modules are made of, packages aside. */
export async function sourcesOf(entryPoints: readonly string[], root: string): Promise<Sources> {
  const { metafile } = await build({
    entryPoints: [...entryPoints],
    absWorkingDir: root,
    bundle: true,
    write: false,
    metafile: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    outdir: 'unwritten',
    logLevel: 'silent',
  });
  return hashesOf(Object.keys(metafile.inputs).sort(), root);
}

/** The same of files that no module imports. */
export async function hashesOf(paths: readonly string[], root: string): Promise<Sources> {
  return Object.fromEntries(
    await Promise.all(paths.map(async (path) => [path, await hashOf(join(root, path))])),
  );
}

/** Writes down what a build was made from, for `changedSince`. */
export async function recordSources(path: string, sources: Sources): Promise<void> {
  await writeFile(path, `${JSON.stringify(sources, null, 2)}\n`);
}

/** The files under `root` that differ from those recorded at `path`. */
export async function changedSince(path: string, root: string): Promise<string[]> {
  const recorded = JSON.parse(await readFile(path, 'utf8')) as Sources;
  const changed = await Promise.all(
    Object.entries(recorded).map(async ([file, hash]) =>
      (await hashOf(join(root, file))) === hash ? [] : [file],
    ),
  );
  return changed.flat();
}

async function hashOf(path: string): Promise<string> {
  if (!existsSync(path)) return 'missing';
  return createHash('sha256')
    .update(await readFile(path))
    .digest('hex');
}
