import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { digest } from '../../../core/canonical.ts';

const HERE = fileURLToPath(new URL('.', import.meta.url));

export interface Reference {
  readonly bundle: string;
  readonly bytes: number;
  /** Pinned versions by package. */
  readonly versions: Readonly<Record<string, string>>;
}

/**
 * Bundles the reference stack as CDK's NodejsFunction does with `bundleAwsSDK` and `minify`. Its packages are none of
 * ours: npm installs them in a folder for temporary files on first use.
 * @throws Error when they are not there and cannot be fetched
 */
export async function buildReference(): Promise<Reference> {
  const manifest = await readFile(join(HERE, 'packages.json'), 'utf8');
  const { dependencies } = JSON.parse(manifest) as { dependencies: Record<string, string> };
  const folder = join(tmpdir(), `operate-bench-${digest(dependencies).slice(0, 12)}`);
  if (!existsSync(join(folder, 'node_modules/.package-lock.json'))) await install(folder);
  const bundle = join(folder, 'bundle/index.js');
  await copyFile(join(HERE, 'handler.js'), join(folder, 'handler.js'));
  const { metafile } = await build({
    entryPoints: [join(folder, 'handler.js')],
    outfile: bundle,
    bundle: true,
    minify: true,
    metafile: true,
    platform: 'node',
    format: 'cjs',
    target: 'node24',
    logLevel: 'error',
  });
  const [output] = Object.values(metafile.outputs);
  return { bundle, bytes: output?.bytes ?? 0, versions: dependencies };
}

async function install(folder: string): Promise<void> {
  console.error('Installing the packages of the reference stack, once, for this bench only.');
  await mkdir(folder, { recursive: true });
  await copyFile(join(HERE, 'packages.json'), join(folder, 'package.json'));
  const npm = join(dirname(process.execPath), 'npm');
  const options = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  try {
    await promisify(execFile)(existsSync(npm) ? npm : 'npm', options, { cwd: folder });
  } catch (cause) {
    throw new Error(
      'The packages of the reference stack could not be installed: this bench needs the npm registry once.',
      { cause },
    );
  }
}
