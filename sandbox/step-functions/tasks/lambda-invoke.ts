import * as lambda from '@aws-sdk/client-lambda';
import { StatesError } from '../asl/errors.ts';
import { isJsonObject, type Json } from '../asl/json.ts';
import { argumentsOf, type Integration, textArgument } from './integration.ts';
import { asTaskError } from './sdk-errors.ts';

const NAMING = { prefix: 'Lambda', undeclared: 'AWSLambdaException', sdk: lambda };
const KNOWN = ['FunctionName', 'Payload', 'Qualifier', 'InvocationType'];

/**
 * `lambda:invoke`. FunctionName is a name or an ARN, with or without a qualifier. What the function throws becomes
 * an error under the name it threw, with the error document of the function as its cause; a function that Lambda
 * ended at its time-out is `Sandbox.Timedout`, or `Lambda.Unknown` where Lambda names no type.
 */
export const invokeFunction: Integration = async (call, clients) => {
  const given = argumentsOf(call, KNOWN, ['FunctionName']);
  const qualifier = textArgument(call, given, 'Qualifier');
  const type = textArgument(call, given, 'InvocationType') as lambda.InvocationType | undefined;
  const command = new lambda.InvokeCommand({
    FunctionName: textArgument(call, given, 'FunctionName'),
    ...(qualifier === undefined ? {} : { Qualifier: qualifier }),
    ...(type === undefined ? {} : { InvocationType: type }),
    ...(given.Payload === undefined ? {} : { Payload: Buffer.from(JSON.stringify(given.Payload)) }),
  });
  const answer = await clients(lambda.LambdaClient)
    .send(command)
    .catch((thrown: unknown) => Promise.reject(asTaskError(thrown, NAMING)));
  const payload = Buffer.from(answer.Payload ?? []).toString();
  if (answer.FunctionError !== undefined) throw functionError(payload);
  return {
    ExecutedVersion: answer.ExecutedVersion ?? '$LATEST',
    Payload: payload === '' ? {} : (JSON.parse(payload) as Json),
    StatusCode: answer.StatusCode ?? 200,
  };
};

function functionError(payload: string): StatesError {
  const document = JSON.parse(payload) as Json;
  const type = isJsonObject(document) ? document.errorType : undefined;
  if (typeof type === 'string') return new StatesError(type, payload);
  const words = 'The cause could not be determined because Lambda did not return an error type.';
  return new StatesError('Lambda.Unknown', `${words} Returned payload: ${payload}`);
}
