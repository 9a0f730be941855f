import { EventBridgeServiceException } from '@aws-sdk/client-eventbridge';

/** AWS's ValidationException, for which the EventBridge client has no class of its own. */
export function validationException(message: string): EventBridgeServiceException {
  return new EventBridgeServiceException({
    name: 'ValidationException',
    $fault: 'client',
    message,
    $metadata: {},
  });
}
