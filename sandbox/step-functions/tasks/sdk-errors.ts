import { ServiceException } from '@smithy/core/client';
import { StatesError } from '../asl/errors.ts';

/** How the errors of one service are named in a state machine. */
export interface ErrorNaming {
  /** In front of the dot, such as `DynamoDb`. */
  readonly prefix: string;
  /** The name for every error that the service's model does not declare, such as `DynamoDbException`. */
  readonly undeclared: string;
  /** The SDK package, which exports a class for each declared error. */
  readonly sdk: Readonly<Record<string, unknown>>;
}

/**
 * What a failed SDK call is to a state machine: a service's error under its name there, a request without an answer
 * as `SdkClientException`. Everything else is a fault of the sandbox and answered as it is.
 */
export function asTaskError(thrown: unknown, naming: ErrorNaming): unknown {
  if (thrown instanceof ServiceException) {
    return new StatesError(`${naming.prefix}.${errorName(thrown, naming)}`, cause(thrown, naming));
  }
  if (thrown instanceof Error && thrown.name === 'TimeoutError') {
    return new StatesError(`${naming.prefix}.SdkClientException`, thrown.message);
  }
  return thrown;
}

function errorName({ name }: ServiceException, { sdk, undeclared }: ErrorNaming): string {
  if (typeof sdk[name] !== 'function') return undeclared;
  return name.endsWith('Exception') ? name : `${name}Exception`;
}

function cause({ message, $metadata }: ServiceException, { prefix }: ErrorNaming): string {
  const { httpStatusCode = 0, requestId = '' } = $metadata;
  return `${message} (Service: ${prefix}, Status Code: ${httpStatusCode}, Request ID: ${requestId})`;
}
