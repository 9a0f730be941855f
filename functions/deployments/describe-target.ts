import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { DependencyFailed, InvalidInput } from '../../core/errors.ts';
import type { ServiceRecord } from '../../core/services/service.ts';
import type { Context } from '../context.ts';
import type { Described } from '../rollouts/drive.ts';
import type { Description } from '../rollouts/driver.ts';

/**
 * Asks the driver of a service what is true of its target, and to pin a version. The driver's function does it,
 * since only that function may read the target.
 * @throws InvalidInput when there is no such version, DependencyFailed when the target cannot be read
 */
export async function describeTarget(
  context: Context,
  service: ServiceRecord,
  version: string,
): Promise<Description> {
  const question = { action: 'describe', environment: service.environment, service: service.name, version };
  const { Payload, FunctionError } = await context.clients(LambdaClient).send(
    new InvokeCommand({
      FunctionName: context.environment.driverFunctions[service.target.type],
      Payload: new TextEncoder().encode(JSON.stringify(question)),
    }),
  );
  const text = new TextDecoder().decode(Payload);
  if (FunctionError)
    throw new DependencyFailed(`The target of ${service.name} could not be read: ${messageOf(text)}`);
  const answer = JSON.parse(text) as Described;
  if ('description' in answer) return answer.description;
  throw new InvalidInput(answer.refused.words, { violations: answer.refused.violations });
}

function messageOf(text: string): string {
  return String((JSON.parse(text) as { errorMessage?: unknown }).errorMessage ?? text).slice(0, 500);
}
