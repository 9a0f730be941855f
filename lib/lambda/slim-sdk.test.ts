import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { classNames } from './class-names.ts';
import { REPLACEMENTS } from './replacements.ts';
import { slimSdk } from './slim-sdk.ts';

const MODULES = fileURLToPath(new URL('../../node_modules', import.meta.url));

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slim-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function bundle(source: string, { entryName = 'entry.ts', replaced = REPLACEMENTS } = {}) {
  const entry = join(folder, entryName);
  await writeFile(entry, source);
  const made = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    minify: true,
    format: 'cjs',
    platform: 'node',
    mainFields: ['module', 'main'],
    nodePaths: [MODULES],
    plugins: [slimSdk(MODULES, replaced), classNames()],
    logLevel: 'silent',
  });
  const module = { exports: {} as Record<string, () => unknown> };
  new Function('module', 'require', made.outputFiles[0]?.text ?? '')(module, process.getBuiltinModule);
  return module.exports;
}

it('a file that the SDK has lost fails the build, by name', async () => {
  const gone = [{ file: '@smithy/core/dist-es/gone.js', by: 'web-streams.ts' }];
  await expect(bundle('export {};', { replaced: gone })).rejects.toThrow(
    /no @smithy\/core\/dist-es\/gone\.js any more/,
  );
});

it('a name that a stand-in lacks fails the build', async () => {
  const source = "export { Int64 } from '@smithy/core/event-streams';";
  await expect(bundle(source, { entryName: 'entry.js' })).rejects.toThrow(/No matching export .* "Int64"/);
});

it('what is left out says so when it is asked', async () => {
  const { streams, hash, strategy } = await bundle(`
    import { EventStreamSerde } from '@smithy/core/event-streams';
    import { Sha256Js } from '@smithy/core/checksum';
    import { StandardRetryStrategy } from '@smithy/core/retry';
    export const streams = () => new EventStreamSerde({});
    export const hash = () => new Sha256Js();
    export const strategy = () => new StandardRetryStrategy();`);
  expect(streams).toThrow(/without the SDK's event streams/);
  expect(hash).toThrow(/without the SDK's hashes in JavaScript/);
  expect(strategy).toThrow(expect.objectContaining({ name: 'LeftOut' }));
});

it('our classes and the silent logger keep their names', async () => {
  const { names } = await bundle(`
    import { NoOpLogger } from '@smithy/core/client';
    class Refused extends Error { constructor() { super(); this.name = new.target.name; } }
    export const names = () => [new Refused().name, new NoOpLogger().constructor.name];`);
  expect(names?.()).toEqual(['Refused', 'NoOpLogger']);
});
