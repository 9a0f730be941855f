import type { FaultError } from './rule.ts';

/** How each service says that it was called too often; all others answer `ThrottlingException`. */
const THROTTLES: Readonly<Record<string, FaultError>> = {
  CloudWatchClient: { name: 'Throttling', message: 'Rate exceeded' },
  ElasticLoadBalancingV2Client: { name: 'Throttling', message: 'Rate exceeded' },
  DynamoDBClient: {
    name: 'ThrottlingException',
    message: 'Throughput exceeds the current capacity of your table or index.',
  },
  LambdaClient: { name: 'TooManyRequestsException', message: 'Rate Exceeded.', statusCode: 429 },
  S3Client: { name: 'SlowDown', message: 'Please reduce your request rate.', statusCode: 503 },
  SNSClient: { name: 'ThrottledException', message: 'Rate exceeded', statusCode: 429 },
};

/** The error with which a service throttles; the SDK's retry strategy takes all of them for throttles. */
export function throttlingError(client: string): FaultError {
  return THROTTLES[client] ?? { name: 'ThrottlingException', message: 'Rate exceeded' };
}
