import * as sfn from '@aws-sdk/client-sfn';
import { argumentsOf, type Integration, textArgument } from './integration.ts';
import { asTaskError } from './sdk-errors.ts';

const NAMING = { prefix: 'StepFunctions', undeclared: 'AWSStepFunctionsException', sdk: sfn };

/** `states:startExecution`, which does not wait for the execution it starts. Input is any JSON, not text. */
export const startAnotherExecution: Integration = async (call, clients) => {
  const given = argumentsOf(call, ['StateMachineArn', 'Name', 'Input'], ['StateMachineArn']);
  const name = textArgument(call, given, 'Name');
  const { Input: input } = given;
  const command = new sfn.StartExecutionCommand({
    stateMachineArn: textArgument(call, given, 'StateMachineArn'),
    ...(name === undefined ? {} : { name }),
    ...(input === undefined ? {} : { input: typeof input === 'string' ? input : JSON.stringify(input) }),
  });
  const answer = await clients(sfn.SFNClient)
    .send(command)
    .catch((thrown: unknown) => Promise.reject(asTaskError(thrown, NAMING)));
  return {
    ExecutionArn: answer.executionArn ?? null,
    StartDate: answer.startDate?.toISOString() ?? null,
  };
};
