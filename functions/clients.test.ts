import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { DescribeServicesCommand, ECSClient } from '@aws-sdk/client-ecs';
import { externalDataInterceptor } from '@smithy/core/config';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type ClientOptions, createClients, REQUEST_TIMEOUT_MS } from './clients.ts';
import type { Clock } from './clock.ts';

interface Request {
  readonly hostname: string;
  readonly headers: Record<string, string>;
}

const clock: Clock = { now: () => 0, sleep: async () => {} };

/** Clients whose requests end here, answered with the status codes in turn and then with 200. */
function clients({
  statuses = [] as number[],
  ...options
}: Partial<ClientOptions> & { statuses?: number[] } = {}) {
  const requests: Request[] = [];
  const handler = {
    handle: async (request: Request) => {
      requests.push({ ...request, headers: { ...request.headers } });
      const body = Buffer.from('{}');
      return { response: { statusCode: statuses.shift() ?? 200, headers: {}, body } };
    },
  };
  const made = createClients({
    region: 'eu-west-1',
    clock,
    random: () => 0.5,
    credentials: { accessKeyId: 'id', secretAccessKey: 'secret' },
    requestHandlers: { ECSClient: handler, DynamoDBClient: handler },
    ...options,
  });
  return { clients: made, requests };
}

const describeServices = () => new DescribeServicesCommand({ services: ['shop'] });
const getItem = () => new GetItemCommand({ TableName: 'operate', Key: { pk: { S: 'a' } } });

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('createClients', () => {
  it('makes one client a class and configures it once', () => {
    const configured: object[] = [];
    const { clients: made } = clients({ configure: (client) => configured.push(client) });
    expect(made(ECSClient)).toBe(made(ECSClient));
    expect(made(ECSClient)).toBeInstanceOf(ECSClient);
    made(DynamoDBClient);
    expect(configured).toEqual([made(ECSClient), made(DynamoDBClient)]);
  });

  it('tries three times, DynamoDB four', async () => {
    const outage = () => clients({ statuses: Array(9).fill(503) });
    const ecs = outage();
    await expect(ecs.clients(ECSClient).send(describeServices())).rejects.toMatchObject({
      $metadata: { attempts: 3 },
    });
    expect(ecs.requests.map(({ headers }) => headers['amz-sdk-request'])).toEqual([
      'attempt=1; max=3',
      'attempt=2; max=3',
      'attempt=3; max=3',
    ]);
    const table = outage();
    await expect(table.clients(DynamoDBClient).send(getItem())).rejects.toThrow();
    expect(table.requests).toHaveLength(4);
  });

  it('sleeps between attempts on the injected clock', async () => {
    const slept: number[] = [];
    const sleep = async (milliseconds: number) => {
      slept.push(milliseconds);
    };
    await clients({ statuses: [503, 503], clock: { ...clock, sleep } })
      .clients(ECSClient)
      .send(describeServices());
    await clients({ statuses: [503], clock: { ...clock, sleep } })
      .clients(DynamoDBClient)
      .send(getItem());
    expect(slept).toEqual([25, 50, 12]);
  });

  it('with credentials takes nothing from environment variables or the files of the user', async () => {
    const hostile = {
      AWS_REGION: 'us-east-1',
      AWS_ENDPOINT_URL: 'http://elsewhere:9',
      AWS_MAX_ATTEMPTS: '1',
    };
    for (const [name, value] of Object.entries(hostile)) vi.stubEnv(name, value);
    vi.stubEnv('AWS_CONFIG_FILE', '/hostile/config');
    const config = '[default]\nregion=us-east-1\nendpoint_url=http://elsewhere:9\nmax_attempts=1\n';
    externalDataInterceptor.interceptFile('/hostile/config', config);
    const { clients: made, requests } = clients({ statuses: [503] });
    await made(ECSClient).send(describeServices());
    await made(DynamoDBClient).send(getItem());
    expect(requests.map(({ hostname }) => hostname)).toEqual([
      'ecs.eu-west-1.amazonaws.com',
      'ecs.eu-west-1.amazonaws.com',
      'dynamodb.eu-west-1.amazonaws.com',
    ]);
    expect(requests[0]?.headers['authorization']).toContain('Credential=id/');
  });

  it('gives up on requests that are not answered', async () => {
    const { clients: made } = clients({ requestHandlers: {} });
    const handler = made(ECSClient).config.requestHandler as unknown as { configProvider: Promise<object> };
    expect(await handler.configProvider).toMatchObject({
      connectionTimeout: 1_000,
      requestTimeout: REQUEST_TIMEOUT_MS,
      throwOnRequestTimeout: true,
    });
  });
});
