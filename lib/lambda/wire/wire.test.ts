import { globSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { catalog } from '../../../functions/catalog.ts';
import { type Clients, createClients } from '../../../functions/clients.ts';
import { systemClock } from '../../../functions/clock.ts';
import { defineOperation } from '../../../functions/operation.ts';
import { writeContracts } from '../../../surfaces/contracts.ts';
import { bundleFunctions } from '../../bundle.ts';
import { makeManifest } from '../../manifest/manifest.ts';
import { environmentOf } from '../../manifest/settings.ts';
import { awsEndpoint } from './endpoint.ts';
import { CALLS, probe } from './probe.ts';

const PROJECT = fileURLToPath(new URL('../../../', import.meta.url));
const NAMING = { account: '000000000000', region: 'eu-west-1', prefix: 'operate' };
const ENVIRONMENT = environmentOf(makeManifest(catalog, NAMING), {
  gatewayToken: 'token',
  metricMarginSeconds: 120,
  roles: [],
});
const definition = defineOperation({
  name: 'probe_wire',
  noun: 'wires',
  summary: 'Sends one call.',
  risk: 'change',
  surfaces: [],
  input: z.object({ call: z.string() }),
  output: z.unknown(),
  permissions: [],
  timeoutSeconds: 10,
});
const HANDLER = `
import { probe } from ${JSON.stringify(fileURLToPath(new URL('probe.ts', import.meta.url)))};
export const handler = ({ call }, { clients }) => probe(call, clients);`;

type Bundled = (event: { call: string }, lambda: { awsRequestId: string }) => Promise<unknown>;

let root: string;
let endpoint: Awaited<ReturnType<typeof awsEndpoint>>;
let bundled: Bundled;
let plain: Clients;
beforeAll(async () => {
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  endpoint = await awsEndpoint();
  for (const [name, value] of Object.entries({
    AWS_ENDPOINT_URL: endpoint.url,
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'id',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_SESSION_TOKEN: 'token',
    AWS_CONFIG_FILE: '/nowhere',
    AWS_SHARED_CREDENTIALS_FILE: '/nowhere',
    OPERATE_ENVIRONMENT: JSON.stringify(ENVIRONMENT),
  }))
    vi.stubEnv(name, value);
  plain = createClients({ region: 'eu-west-1', clock: systemClock, random: () => 0 });
  root = await mkdtemp(join(tmpdir(), 'wire-'));
  bundled = await bundleProbe(root);
}, 60_000);
afterAll(async () => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  await endpoint.close();
  await rm(root, { recursive: true });
});

async function bundleProbe(folder: string): Promise<Bundled> {
  const dist = join(folder, 'dist');
  await mkdir(join(folder, 'functions/wires/probe-wire'), { recursive: true });
  await writeFile(join(folder, 'functions/wires/probe-wire/handler.ts'), HANDLER);
  await writeContracts([definition], join(dist, 'contracts'));
  await bundleFunctions([definition], { root: folder, dist });
  const { handler } = createRequire(import.meta.url)(join(dist, 'functions/probe-wire/index.js'));
  return handler as Bundled;
}

describe('a bundled client', () => {
  it.each(Object.entries(CALLS))('%s', async (name, { answers, expected }) => {
    const ours = await endpoint.answering(answers, () => bundled({ call: name }, { awsRequestId: 'l' }));
    const theirs = await endpoint.answering(answers, () => probe(name, plain));
    expect(theirs.result).toMatchObject(expected as object);
    expect(theirs.requests).toHaveLength(answers.length);
    expect(ours).toEqual(theirs);
  });
});

it('every command that a function sends is among them', async () => {
  const sources = globSync('functions/**/*.ts', { cwd: PROJECT }).filter(
    (path) => !/\.(test|fixture)\.ts$/.test(path),
  );
  const used = new Set<string>();
  for (const path of sources) for (const command of await commandsIn(join(PROJECT, path))) used.add(command);
  const folder = fileURLToPath(new URL('.', import.meta.url));
  const probed = new Set<string>();
  for (const path of globSync('*.calls.ts', { cwd: folder }))
    for (const command of await commandsIn(join(folder, path))) probed.add(command);
  expect([...used].filter((command) => !probed.has(command)).sort()).toEqual([]);
});

async function commandsIn(path: string): Promise<string[]> {
  const text = await readFile(path, 'utf8');
  return [...text.matchAll(/new ([A-Z]\w+Command)\(|\b(paginate[A-Z]\w+)\(/g)].flatMap(
    ([, sent, paged]) => sent ?? paged ?? [],
  );
}
