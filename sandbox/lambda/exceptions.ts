import {
  InvalidParameterValueException,
  InvalidRequestContentException,
  PreconditionFailedException,
  RequestTooLargeException,
  ResourceConflictException,
  ResourceNotFoundException,
  type ThrottleReason,
  TooManyRequestsException,
} from '@aws-sdk/client-lambda';

function byUser(httpStatusCode: number) {
  return { Type: 'User', $metadata: { httpStatusCode } };
}

export function functionNotFound(arn: string): ResourceNotFoundException {
  return new ResourceNotFoundException({ message: `Function not found: ${arn}`, ...byUser(404) });
}

export function aliasNotFound(arn: string): ResourceNotFoundException {
  return new ResourceNotFoundException({ message: `Cannot find alias arn: ${arn}`, ...byUser(404) });
}

export function alreadyExists(message: string): ResourceConflictException {
  return new ResourceConflictException({ message, ...byUser(409) });
}

export function invalidParameter(message: string): InvalidParameterValueException {
  return new InvalidParameterValueException({ message, ...byUser(400) });
}

export function revisionMismatch(): PreconditionFailedException {
  const message =
    'The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve the latest Revision Id';
  return new PreconditionFailedException({ message, ...byUser(412) });
}

export function throttled(reason: ThrottleReason): TooManyRequestsException {
  return new TooManyRequestsException({ message: 'Rate Exceeded.', Reason: reason, ...byUser(429) });
}

export function requestTooLarge(
  bytes: number,
  invocationType: string,
  limit: number,
): RequestTooLargeException {
  const message = `${bytes} byte payload is too large for the ${invocationType} invocation type (limit ${limit} bytes)`;
  return new RequestTooLargeException({ message, ...byUser(413) });
}

export function notJson(reason: string): InvalidRequestContentException {
  const message = `Could not parse request body into json: ${reason}`;
  return new InvalidRequestContentException({ message, ...byUser(400) });
}

export function updateInProgress(arn: string): ResourceConflictException {
  const message = `The operation cannot be performed at this time. An update is in progress for resource: ${arn}`;
  return new ResourceConflictException({ message, ...byUser(409) });
}

export function otherCode(ours: string, theirs: string): InvalidParameterValueException {
  return invalidParameter(
    `CodeSHA256 (${theirs}) is different from current CodeSHA256 in $LATEST (${ours}). Please try again with the CodeSHA256 in $LATEST.`,
  );
}
