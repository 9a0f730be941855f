import { NoSuchBucket, NoSuchKey, S3ServiceException } from '@aws-sdk/client-s3';

export function noSuchBucket(): Error {
  return new NoSuchBucket({
    message: 'The specified bucket does not exist',
    $metadata: { httpStatusCode: 404 },
  });
}

export function noSuchKey(): Error {
  return new NoSuchKey({ message: 'The specified key does not exist.', $metadata: { httpStatusCode: 404 } });
}

/** Errors for which the SDK has no class of their own. */
export function s3Exception(name: string, httpStatusCode: number, message: string): Error {
  return new S3ServiceException({ name, message, $fault: 'client', $metadata: { httpStatusCode } });
}
