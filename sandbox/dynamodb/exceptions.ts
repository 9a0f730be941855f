import * as dynamodb from '@aws-sdk/client-dynamodb';
import type { EngineError } from './engine.ts';

/** The engine's error as the SDK's exception; anything else is passed on as it is. */
export function asException(error: unknown): unknown {
  const { body } = error as EngineError;
  if (!body) return error;
  const name = errorName(error as EngineError);
  const message = body.message ?? body.Message ?? (error as EngineError).message;
  return exception(name, message);
}

/** The name in the engine's error, such as `ConditionalCheckFailedException`. */
export function errorName({ body, name }: EngineError): string {
  return body?.__type.split('#')[1] ?? name;
}

/** One of DynamoDB's exceptions by name: its own class where the SDK has one, else the service's base class. */
export function exception(name: string, message: string, members: object = {}): Error {
  const options = { message, $metadata: { httpStatusCode: 400 }, ...members };
  const classes = dynamodb as unknown as Record<string, (new (options: object) => Error) | undefined>;
  const exceptionClass = classes[name];
  if (exceptionClass) return new exceptionClass(options);
  return new dynamodb.DynamoDBServiceException({ name, $fault: 'client', ...options });
}
