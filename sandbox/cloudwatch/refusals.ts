import { CloudWatchServiceException, InvalidNextToken } from '@aws-sdk/client-cloudwatch';

/** CloudWatch's answer to a malformed request; the service model has no class of its own for it. */
export function validationError(message: string): CloudWatchServiceException {
  return new CloudWatchServiceException({
    name: 'ValidationError',
    $fault: 'client',
    message,
    $metadata: {},
  });
}

/** The answer to a token that no earlier page gave. */
export function invalidNextToken(): InvalidNextToken {
  return new InvalidNextToken({ message: 'The next token specified is invalid.', $metadata: {} });
}
