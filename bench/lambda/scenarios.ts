import { GATEWAY_HEADER } from '../../functions/serve/gateway.ts';
import { gatewayTokenOf } from '../../sandbox/account/product-api.ts';
import type { Answers } from './endpoint.ts';
import type { Records } from './records.ts';

/** One request to a function, and what AWS answers to its calls. */
export interface Scenario {
  /** The operation in kebab-case. */
  readonly name: string;
  readonly event: object;
  readonly answers: Answers;
  readonly calls: number;
}

/** A request through the HTTP API, as payload format 2.0 has it. */
export function httpEvent(method: 'GET' | 'POST', path: string, input: Readonly<Record<string, unknown>>) {
  const carried = method === 'GET' ? { queryStringParameters: input } : { body: JSON.stringify(input) };
  return {
    version: '2.0',
    rawPath: path,
    headers: {
      'content-type': 'application/json',
      host: 'operate.example',
      [GATEWAY_HEADER]: gatewayTokenOf({ accountId: '000000000000', region: 'eu-west-1' }),
    },
    isBase64Encoded: false,
    ...carried,
    requestContext: {
      http: { method, path },
      requestId: 'request-1',
      time: '2026-01-01T00:00:00Z',
      authorizer: { iam: { userArn: 'arn:aws:sts::000000000000:assumed-role/operate-deployer/ada' } },
    },
  };
}

const DYNAMODB = 'DynamoDB_20120810';
const ECS = 'AmazonEC2ContainerServiceV20141113';

/** A read, a change, a step and the largest driver, with as many AWS calls as the reference stack makes; the change counts its
 * caller besides. */
export function scenarios({ deploymentId, service, preparing, restoring }: Records): readonly Scenario[] {
  return [
    {
      name: 'get-service',
      event: httpEvent('GET', '/operations/get-service', { environment: 'production' }),
      answers: {
        [`${DYNAMODB}.Query`]: [{ Items: [service] }],
        [`${DYNAMODB}.GetItem`]: [{ Item: service }],
      },
      calls: 2,
    },
    {
      name: 'set-freeze',
      event: httpEvent('POST', '/operations/set-freeze', {
        environment: 'production',
        freeze: { kind: 'stop-the-line', stopped: true, reason: 'The cold start is measured.' },
      }),
      answers: {
        [`${DYNAMODB}.UpdateItem`]: [{}],
        [`${DYNAMODB}.GetItem`]: [{}],
        [`${DYNAMODB}.TransactWriteItems`]: [{}],
      },
      calls: 3,
    },
    {
      name: 'start-restore',
      event: { deploymentId, cause: 'EXECUTION_ENDED' },
      answers: {
        [`${DYNAMODB}.GetItem`]: [{ Item: restoring }],
        'AWSStepFunctions.StartExecution': [{ executionArn: 'arn', startDate: 0 }],
      },
      calls: 2,
    },
    {
      name: 'drive-ecs-pair',
      event: { action: 'prove', deploymentId, step: 0 },
      answers: {
        [`${DYNAMODB}.GetItem`]: [{ Item: preparing.item }],
        [`${ECS}.DescribeServices`]: [{ services: preparing.services }],
      },
      calls: 2,
    },
  ];
}

/** The reference stack's own two calls. */
export const REFERENCE: Omit<Scenario, 'name'> = {
  event: httpEvent('POST', '/deployments', {
    environment: 'production',
    service: 'shop',
    version: 'v2',
    strategy: 'canary',
  }),
  answers: {
    [`${DYNAMODB}.PutItem`]: [{}],
    [`${ECS}.DescribeServices`]: [{ services: [{ serviceName: 'shop', desiredCount: 2 }] }],
  },
  calls: 2,
};
