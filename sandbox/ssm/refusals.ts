import {
  InvalidDocument,
  InvalidFilterKey,
  InvalidInstanceId,
  InvocationDoesNotExist,
} from '@aws-sdk/client-ssm';

const $metadata = { httpStatusCode: 400 };

export function invalidDocument(name: string): InvalidDocument {
  const message = `Document with name ${name} does not exist.`;
  return new InvalidDocument({ message, Message: message, $metadata });
}

export function invalidInstanceId(ids: readonly string[]): InvalidInstanceId {
  const message = `Instances [[${ids.join(', ')}]] not in a valid state for account`;
  return new InvalidInstanceId({ message, Message: message, $metadata });
}

export function invocationDoesNotExist(): InvocationDoesNotExist {
  return new InvocationDoesNotExist({ message: '', $metadata });
}

export function invalidFilterKey(key: string): InvalidFilterKey {
  return new InvalidFilterKey({ message: `Filter key ${key} is not valid.`, $metadata });
}
