import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { catalog } from '../../functions/catalog.ts';
import { kebab } from '../../functions/operation.ts';
import { writeContracts } from '../../surfaces/contracts.ts';
import { bundleFunctions } from '../bundle.ts';
import { largestBundle } from './sizes.ts';

/** Bundling everything takes seconds where nobody else works. */
const BUSY_MACHINE_MS = 180_000;

it(
  'no function of the catalog is larger than its clients allow',
  async () => {
    const dist = await mkdtemp(join(tmpdir(), 'sizes-'));
    await writeContracts(catalog, join(dist, 'contracts'));
    const bundles = await bundleFunctions(catalog, {
      root: fileURLToPath(new URL('../../', import.meta.url)),
      dist,
    });
    await rm(dist, { recursive: true });
    const names = [...catalog.map(({ name }) => kebab(name)), 'mcp'];
    expect(bundles.map(({ name }) => name).sort()).toEqual(names.sort());
    expect(bundles.find(({ name }) => name === 'mcp')?.clients).toEqual(['lambda']);
    expect(bundles.find(({ name }) => name === 'get-service')?.clients).toEqual(['dynamodb']);
    expect(bundles.find(({ name }) => name === 'drive-ecs-pair')?.clients).toContain(
      'elastic-load-balancing-v2',
    );
    expect(bundles.filter((bundle) => bundle.bytes > largestBundle(bundle))).toEqual([]);
  },
  BUSY_MACHINE_MS,
);
