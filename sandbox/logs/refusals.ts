import {
  InvalidParameterException,
  ResourceAlreadyExistsException,
  ResourceNotFoundException,
} from '@aws-sdk/client-cloudwatch-logs';

type Resource = 'group' | 'stream';

export const notFound = (what: Resource): ResourceNotFoundException =>
  new ResourceNotFoundException({ message: `The specified log ${what} does not exist.`, $metadata: {} });

export const alreadyExists = (what: Resource): ResourceAlreadyExistsException =>
  new ResourceAlreadyExistsException({ message: `The specified log ${what} already exists`, $metadata: {} });

export const invalidParameter = (message: string): InvalidParameterException =>
  new InvalidParameterException({ message, $metadata: {} });

export const queryNotFound = (id: string): ResourceNotFoundException =>
  new ResourceNotFoundException({ message: `The specified query ${id} does not exist.`, $metadata: {} });
