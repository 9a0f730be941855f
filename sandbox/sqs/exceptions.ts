import {
  InvalidAttributeName,
  MessageNotInflight,
  QueueDoesNotExist,
  ReceiptHandleIsInvalid,
  ResourceNotFoundException,
  SQSServiceException,
  UnsupportedOperation,
} from '@aws-sdk/client-sqs';

const $metadata = { httpStatusCode: 400 };

export function queueDoesNotExist(): QueueDoesNotExist {
  return new QueueDoesNotExist({ message: 'The specified queue does not exist.', $metadata });
}

export function receiptHandleIsInvalid(handle: string): ReceiptHandleIsInvalid {
  const message = `The input receipt handle "${handle}" is not a valid receipt handle.`;
  return new ReceiptHandleIsInvalid({ message, $metadata });
}

export function messageNotInflight(): MessageNotInflight {
  const message =
    'Value for parameter VisibilityTimeout is invalid. Reason: Message does not exist or is not available for visibility timeout change.';
  return new MessageNotInflight({ message, $metadata });
}

export function invalidAttributeName(name: string): InvalidAttributeName {
  return new InvalidAttributeName({ message: `Unknown Attribute ${name}.`, $metadata });
}

/** For a number out of its range the SDK has no class of its own. */
export function outOfRange(parameter: string, value: number, from: number, to: number): SQSServiceException {
  return invalidParameterValue(
    `Value ${value} for parameter ${parameter} is invalid. Reason: Must be between ${from} and ${to}, if provided.`,
  );
}

export function invalidParameterValue(message: string): SQSServiceException {
  return new SQSServiceException({ name: 'InvalidParameterValue', message, $fault: 'client', $metadata });
}

export function missingParameter(parameter: string): SQSServiceException {
  const message = `The request must contain the parameter ${parameter}.`;
  return new SQSServiceException({ name: 'MissingParameter', message, $fault: 'client', $metadata });
}

export function resourceNotFound(): ResourceNotFoundException {
  return new ResourceNotFoundException({
    message: "The resource that you specified for the SourceArn parameter doesn't exist.",
    $metadata,
  });
}

export function unsupportedOperation(message: string): UnsupportedOperation {
  return new UnsupportedOperation({ message, $metadata });
}
