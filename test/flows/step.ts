import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { kebab } from '../../functions/operation.ts';
import type { Installation } from './installation.ts';

/** An error as a function that is invoked directly answers it. */
export class StepFailed extends Error {
  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}

/** Runs a step as a state machine, rule or schedule does: the function itself, without a door in between. */
export async function runStep(
  { context }: Installation,
  operation: string,
  input: object,
): Promise<Record<string, unknown>> {
  const answer = await context.clients(LambdaClient).send(
    new InvokeCommand({
      FunctionName: `operate-${kebab(operation)}`,
      Payload: new TextEncoder().encode(JSON.stringify(input)),
    }),
  );
  const output = JSON.parse(new TextDecoder().decode(answer.Payload)) as Record<string, unknown>;
  if (answer.FunctionError) throw new StepFailed(String(output['errorType']), String(output['errorMessage']));
  return output;
}
