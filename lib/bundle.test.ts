import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { writeContracts } from '../surfaces/contracts.ts';
import { listHouses } from '../surfaces/example/operations.ts';
import { bundleFunctions } from './bundle.ts';
import { makeManifest } from './manifest/manifest.ts';
import { policiesOf } from './manifest/policies.ts';
import { environmentOf } from './manifest/settings.ts';

const project = (path: string) => JSON.stringify(fileURLToPath(new URL(`../${path}`, import.meta.url)));
const HANDLER = `
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { NotFound } from ${project('core/errors.ts')};
import { documentClient } from ${project('functions/table.ts')};
export const handler = async ({ limit }, context) => {
  if (limit === 20) throw new NotFound('There are no houses.');
  const Key = { pk: 'a', sk: 'b' };
  return await documentClient(context).send(new GetCommand({ TableName: context.environment.table, Key }));
};`;
const NAMING = { account: '000000000000', region: 'eu-west-1', prefix: 'operate' };
const ROLES = [{ principal: 'arn:*:person', roles: ['viewer' as const] }];

let root: string;
let bundle: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'bundle-'));
  const folder = join(root, 'functions/houses/list-houses');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'handler.ts'), HANDLER);
  const dist = join(root, 'dist');
  await writeContracts([listHouses], join(dist, 'contracts'));
  await bundleFunctions([listHouses], { root, dist, policies: policiesOf([listHouses]) });
  bundle = join(dist, 'functions/list-houses/index.js');
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await rm(root, { recursive: true });
});

function event(limit: string) {
  return {
    rawPath: '/operations/list-houses',
    headers: { 'x-operate-gateway': 'token' },
    queryStringParameters: { limit },
    requestContext: {
      http: { method: 'GET' },
      requestId: 'r-1',
      authorizer: { iam: { userArn: 'arn:aws:iam::000000000000:person' } },
    },
  };
}

describe('a bundled function', () => {
  it('runs from its environment alone, and minifying keeps the names of errors', async () => {
    const folder = await mkdtemp(join(root, 'machines-'));
    const environment = environmentOf(makeManifest([listHouses], NAMING, { machines: folder }), {
      gatewayToken: 'token',
      metricMarginSeconds: 120,
      roles: ROLES,
    });
    vi.stubEnv('OPERATE_ENVIRONMENT', JSON.stringify(environment));
    const { handler } = createRequire(import.meta.url)(bundle);
    const refused = await handler(event('20'), { awsRequestId: 'l-1' });
    expect(refused).toMatchObject({ statusCode: 404 });
    expect(JSON.parse(refused.body)).toMatchObject({ title: 'NotFound', detail: 'There are no houses.' });
    const wrong = await handler(event('many'), { awsRequestId: 'l-2' });
    expect(JSON.parse(wrong.body)).toMatchObject({ violations: [{ field: 'limit' }] });
  });

  it('carries the SDK within 280 KB, and neither zod nor the chain of credentials', async () => {
    expect((await stat(bundle)).size).toBeLessThan(280 * 1024);
    const code = await readFile(bundle, 'utf8');
    expect(code).not.toContain('ZodError');
    expect(code).not.toContain('AWS_CONTAINER_CREDENTIALS');
    expect(code).not.toMatch(/\bimport\(/);
  });

  it('leaves its source map outside the package', async () => {
    await expect(stat(join(root, 'dist/maps/list-houses.js.map'))).resolves.toBeDefined();
    await expect(stat(`${bundle}.map`)).rejects.toThrow();
  });
});
