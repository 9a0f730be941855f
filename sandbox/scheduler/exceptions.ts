import { ConflictException, ResourceNotFoundException, ValidationException } from '@aws-sdk/client-scheduler';

export function validation(message: string): ValidationException {
  return new ValidationException({ message, Message: message, $metadata: { httpStatusCode: 400 } });
}

export function conflict(message: string): ConflictException {
  return new ConflictException({ message, Message: message, $metadata: { httpStatusCode: 409 } });
}

export function notFound(message: string): ResourceNotFoundException {
  return new ResourceNotFoundException({ message, Message: message, $metadata: { httpStatusCode: 404 } });
}
