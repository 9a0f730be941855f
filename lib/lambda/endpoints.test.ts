import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { hostOnly, OWN_ENDPOINTS } from './generated-files.ts';
import { regionalEndpoint } from './stand-ins/regional-endpoint.ts';
import { defaultEndpointResolver } from './stand-ins/s3-endpoint.ts';

const MODULES = fileURLToPath(new URL('../../node_modules', import.meta.url));
const OTHERS = [...OWN_ENDPOINTS, 's3', 'sso', 'sso-oidc', 'sts'].map((name) => `@aws-sdk/client-${name}`);
const CLIENTS = globSync('@aws-sdk/client-*/package.json', { cwd: MODULES })
  .map(dirname)
  .filter((client) => !OTHERS.includes(client));
const REGIONS = ['eu-west-1', 'us-east-1', 'us-gov-west-1', 'cn-north-1', 'eusc-de-east-1'];

type Resolve = (parameters: object) => {
  readonly url: URL;
  readonly properties?: object;
  readonly headers?: object;
};
const require = createRequire(import.meta.url);
const theirs = (client: string) =>
  (require(join(MODULES, client, 'dist-cjs/index.js')) && resolverOf(client)) as Promise<Resolve>;

/** The SDK's own, which its package exports to nobody. */
async function resolverOf(client: string): Promise<Resolve> {
  const { defaultEndpointResolver: resolve } = await import(
    join(MODULES, client, 'dist-es/endpoint/endpointResolver.js')
  );
  return resolve as Resolve;
}

describe('the endpoint of', () => {
  it.each(CLIENTS)('%s is what the SDK finds by its rules', async (client) => {
    const [, host = ''] =
      /"(.*)"/.exec(hostOnly(await readFile(join(MODULES, client, 'dist-es/endpoint/bdd.js'), 'utf8'))) ?? [];
    const [mine, plain] = [regionalEndpoint(host), await theirs(client)];
    const configured = { Endpoint: 'http://127.0.0.1:4566/path' };
    for (const parameters of [
      ...REGIONS.map((Region) => ({ Region })),
      { Region: 'eu-west-1', ...configured },
    ])
      expect(mine(parameters)).toEqual({ headers: {}, properties: {}, ...plain(parameters) });
    expect(() => mine({ Region: 'us-east-1', UseFIPS: true })).toThrow('special endpoints');
  });

  it('a bucket is what the SDK finds', async () => {
    const plain = await theirs('@aws-sdk/client-s3');
    const Bucket = 'operate-audit-000000000000-eu-west-1';
    const forms = [
      ...REGIONS.map((Region) => ({ Region, Bucket })),
      { Region: 'eu-west-1', Bucket, Endpoint: 'http://localhost:4566' },
      { Region: 'eu-west-1', Bucket, Endpoint: 'http://127.0.0.1:4566' },
      { Region: 'eu-west-1', Bucket, Endpoint: 'http://localhost:4566', ForcePathStyle: true },
      ...REGIONS.map((Region) => ({ Region, Bucket: 'shop.example.org' })),
      ...REGIONS.filter((Region) => Region !== 'us-east-1').map((Region) => ({ Region })),
      { Region: 'eu-west-1', Endpoint: 'http://127.0.0.1:4566' },
    ];
    for (const form of forms) expect(defaultEndpointResolver(form)).toEqual({ headers: {}, ...plain(form) });
    expect(() => defaultEndpointResolver({ Region: 'eu-west-1', Bucket: 'arn:aws:s3:::x' })).toThrow(
      'endpoint of',
    );
  });
});
