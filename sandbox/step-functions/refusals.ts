import * as sfn from '@aws-sdk/client-sfn';

/** AWS's refusals, in AWS's words. The caller of a command adds status and request id. */
const $metadata = {};

export function stateMachineDoesNotExist(arn: string) {
  return new sfn.StateMachineDoesNotExist({ message: `State Machine Does Not Exist: '${arn}'`, $metadata });
}

export function stateMachineAlreadyExists(arn: string) {
  return new sfn.StateMachineAlreadyExists({ message: `State Machine Already Exists: '${arn}'`, $metadata });
}

export function executionDoesNotExist(arn: string) {
  return new sfn.ExecutionDoesNotExist({ message: `Execution Does Not Exist: '${arn}'`, $metadata });
}

export function executionAlreadyExists(arn: string) {
  return new sfn.ExecutionAlreadyExists({ message: `Execution Already Exists: '${arn}'`, $metadata });
}

export function invalidName(name: string) {
  return new sfn.InvalidName({ message: `Invalid Name: '${name}'`, $metadata });
}

/** What the API itself says of a member beyond its model, before the service has looked at it. */
export function violatedConstraint(member: string, constraint: string) {
  return new sfn.ValidationException({
    message: `1 validation error detected: Value at '${member}' failed to satisfy constraint: Member must ${constraint}`,
    $metadata,
  });
}

export function invalidArn(arn: string) {
  return new sfn.InvalidArn({
    message: `Invalid Arn: 'Resource type not valid in this context: ${arn}'`,
    $metadata,
  });
}

export function invalidExecutionInput(problem: string) {
  return new sfn.InvalidExecutionInput({
    message: `Invalid State Machine Execution Input: '${problem}'`,
    $metadata,
  });
}

export function invalidOutput(problem: string) {
  return new sfn.InvalidOutput({ message: `Invalid Output: '${problem}'`, $metadata });
}

export function invalidToken() {
  return new sfn.InvalidToken({ message: "Invalid Token: 'Invalid token'", $metadata });
}

export function taskTimedOut() {
  return new sfn.TaskTimedOut({
    message: "Task Timed Out: 'Provided task does not exist anymore'",
    $metadata,
  });
}
