import {
  InvalidAttributeName,
  MessageNotInflight,
  QueueDoesNotExist,
  ReceiptHandleIsInvalid,
  SQSServiceException,
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
  const message = `Value ${value} for parameter ${parameter} is invalid. Reason: Must be between ${from} and ${to}, if provided.`;
  return new SQSServiceException({ name: 'InvalidParameterValue', message, $fault: 'client', $metadata });
}
