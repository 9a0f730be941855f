import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recordSources, sourcesOf } from './built-from.ts';
import { writeContracts } from './contracts.ts';
import { listHouses } from './example/operations.ts';
import { assertBuilt, loadOperation } from './load.ts';

let root: string;
const folder = () => join(root, 'functions/houses/list-houses');

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'project-'));
  await mkdir(folder(), { recursive: true });
  await writeFile(join(root, 'catalog.ts'), "import './part.ts';");
  await writeFile(join(root, 'part.ts'), 'export const a = 1;');
  await writeContracts([listHouses], join(root, 'dist/contracts'));
  const sources = await sourcesOf(['catalog.ts'], root);
  await recordSources(join(root, 'dist/contracts/built-from.json'), sources);
});
afterEach(() => rm(root, { recursive: true }));

describe('loading an operation', () => {
  it('gives its contract and its handler', async () => {
    await writeFile(join(folder(), 'handler.ts'), 'export const handler = async () => ({ houses: [] });');
    const { contract, handler } = await loadOperation(listHouses, { root });
    expect(contract.name).toBe('list_houses');
    expect(await handler({} as never, {} as never)).toEqual({ houses: [] });
  });

  it('says what to run when the contract is missing', async () => {
    await expect(loadOperation(listHouses, { root, dist: join(root, 'none') })).rejects.toThrow(
      'npm run build',
    );
  });

  it('refuses a module without a handler', async () => {
    await writeFile(join(folder(), 'handler.ts'), 'export const other = 1;');
    await expect(loadOperation(listHouses, { root })).rejects.toThrow("does not export 'handler'");
  });
});

describe('a build', () => {
  it('is fresh until a source changes, however far from the catalog', async () => {
    await expect(assertBuilt({ root })).resolves.toBeUndefined();
    await writeFile(join(root, 'part.ts'), 'export const a = 2;');
    await expect(assertBuilt({ root })).rejects.toThrow(/older than part\.ts.*npm run build/);
  });

  it('that never was is told as such', async () => {
    await expect(assertBuilt({ root, dist: join(root, 'none') })).rejects.toThrow(/missing.*npm run build/);
  });
});
