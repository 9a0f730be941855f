import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { DependencyFailed, NotFound } from '../../../core/errors.ts';
import type { ServiceFacts, ServicesFacts } from '../../../core/installation/facts.ts';
import type { Context } from '../../context.ts';

/** Longer than the function runs, so that it is the function that gives up, and the call is not repeated. */
const INVOKE_TIMEOUT_MS = 20_000;

/**
 * Asks `check_services`, whose role reads users' resources, which the doctor's own role does not.
 * @throws NotFound for a service that is not registered, DependencyFailed when the function failed otherwise
 */
export async function askAboutServices(
  { clients, environment: { checkServicesFunction } }: Context,
  environment: string,
  service: string | undefined,
): Promise<ServicesFacts> {
  const question = { environment, ...(service !== undefined && { service }) };
  const { FunctionError, Payload } = await clients(LambdaClient).send(
    new InvokeCommand({
      FunctionName: checkServicesFunction,
      Payload: new TextEncoder().encode(JSON.stringify(question)),
    }),
    { requestTimeout: INVOKE_TIMEOUT_MS },
  );
  const answer: unknown = JSON.parse(new TextDecoder().decode(Payload));
  if (FunctionError !== undefined) throw failure(answer);
  const { services, left } = answer as { services: readonly ServiceFacts[]; left: number };
  return { environment, looked: { value: services }, left };
}

function failure(answer: unknown): Error {
  const { errorType, errorMessage } = answer as { errorType?: string; errorMessage?: string };
  const words = errorMessage ?? 'check_services failed';
  return errorType === 'NotFound' ? new NotFound(words) : new DependencyFailed(`${errorType}: ${words}`);
}
